import type pg from 'pg';
import { ATTACHMENTS_MAX, type Attachment } from '../../../contract/case-file.ts';
import { photoFacts, type ScanResult, typeOf, withoutMetadata } from '../../platform/files/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { invalid } from '../life/case-row.ts';
import { ATTACHMENT_COLUMNS } from './queries.ts';
import { withinCase } from './within-case.ts';

/** What may lie in a case; anything else could run on somebody's machine. */
const TAKEN = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);

export interface SentFile {
  name: string;
  content: Buffer;
  purpose: Attachment['purpose'];
}

/**
 * Keeps a file with a case: by what it is, not by its name; when and where a photo was taken is read, then taken out of it; what the
 * scanner finds infected is refused.
 *
 * @param scan asks the scanner of the installation
 * @throws CaseConflict
 */
export async function attach(
  act: CaseAct,
  file: SentFile,
  scan: (content: Buffer) => Promise<ScanResult>,
): Promise<Attachment> {
  const contentType = await typeOf(file.content);
  if (!contentType || !TAKEN.has(contentType))
    throw invalid('Такие файлы не принимаются. Приложите JPEG, PNG, WebP, PDF, DOCX или XLSX.');
  const picture = contentType.startsWith('image/');
  if ((file.purpose === 'before' || file.purpose === 'after') && !picture)
    throw invalid('Подтвердить решение может только фотография: JPEG, PNG или WebP.');
  const scanned = await scan(file.content);
  if (scanned === 'infected') throw invalid('В файле найден вирус. Файл не сохранён.');
  const facts = picture ? await photoFacts(file.content) : { takenAt: null, lat: null, lon: null };
  const content = picture ? withoutMetadata(file.content, contentType) : file.content;
  if (!content) throw invalid('Картинка повреждена. Сохраните её заново и приложите ещё раз.');

  const { registry, actor, now } = act;
  return withinCase(act, async (client, row) => {
    const count = await client.query(
      'select count(*)::int as n from attachment where region_id = $1 and appeal_id = $2',
      [registry.code, row.appeal_id],
    );
    if (count.rows[0].n >= ATTACHMENTS_MAX)
      throw invalid(`В деле уже ${ATTACHMENTS_MAX} вложений: больше нельзя.`);
    const made = await client.query<Attachment>(
      `insert into attachment (region_id, attachment_id, appeal_id, at, login, purpose, name, content_type, bytes, content,
                               taken_at, lat, lon, scan)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14) returning ${ATTACHMENT_COLUMNS}`,
      [
        registry.code,
        uuidV7(now.getTime()),
        row.appeal_id,
        now,
        actor.login,
        file.purpose,
        plainName(file.name),
        contentType,
        content.length,
        content,
        facts.takenAt,
        facts.lat,
        facts.lon,
        scanned,
      ],
    );
    return {
      result: made.rows[0]!,
      step: { type: 'case.attached', data: { purpose: file.purpose, contentType, bytes: content.length } },
    };
  });
}

/** A stored file with what its reader's rights depend on; null when there is none. */
export async function readAttachment(pool: pg.Pool, regionId: string, id: string) {
  const found = await pool.query(
    `select t.content_type as "contentType", t.content, t.name, a.organisation, a.co_executors as "coExecutors", a.topic, a.municipality
       from attachment t join appeal a on a.region_id = t.region_id and a.appeal_id = t.appeal_id
      where t.region_id = $1 and t.attachment_id = $2`,
    [regionId, id],
  );
  return (found.rows[0] ?? null) as {
    contentType: string;
    content: Buffer;
    name: string;
    organisation: string;
    coExecutors: string[];
    topic: string | null;
    municipality: string | null;
  } | null;
}

/** Only the last part of a path, without control characters. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return last.replace(/[\u0000-\u001f\u007f"]/g, '').slice(0, 200) || 'файл';
}
