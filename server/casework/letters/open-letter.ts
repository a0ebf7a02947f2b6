import type pg from 'pg';
import { type AccessScope, whereCase } from '../../access/index.ts';
import { dayOf } from '../../registry/region-day.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { type Letter, letterOf } from './letter-of.ts';
import { readLetterhead } from './letterheads.ts';
import { lastAnswer, readLetterRow } from './queries.ts';
import { takeNumber } from './take-number.ts';

const POSITIONS: Record<string, string> = {
  head: 'Руководитель',
  approver: 'Заместитель руководителя',
  coordinator: 'Координатор',
};

/**
 * One letter of a case, ready to be written; the first opening gives it its number.
 *
 * @param source an answer of the case, «registered», or «last answer»
 * @param open true leaves out name and address: for whoever has nothing but the link
 * @returns null when the case never said this
 */
export async function openLetter(
  pool: pg.Pool,
  registry: RegionRegistry,
  { appealId, source, open = false }: { appealId: string; source: string; open?: boolean },
  now: Date,
): Promise<{ letter: Letter; number: string } | null> {
  const { code: regionId, file, organisations } = registry;
  const from = source === 'last answer' ? await lastAnswer(pool, regionId, appealId) : source;
  const row = from && (await readLetterRow(pool, regionId, appealId, from));
  if (!from || !row) return null;
  const letterhead = await readLetterhead(pool, regionId, row.organisation);
  const day = (moment: Date) => dayOf(moment, file.timeZone);
  const year = Number(day(row.at).slice(0, 4));
  const number =
    row.number ??
    (await takeNumber(
      pool,
      regionId,
      { appealId, source: from, row, prefix: letterhead.numberPrefix, year },
      now,
    ));
  const body = organisations.get(row.organisation);
  const parent = body?.parent ? organisations.get(body.parent) : undefined;
  const to = row.event?.to;
  const letter = letterOf({
    kind: row.kind,
    text: row.text,
    day: day(row.at),
    number,
    caseNumber: row.case_number,
    receivedDay: day(row.filed_at),
    registeredDay: day(row.registered_at),
    dueDay: row.due_at ? day(row.due_at) : null,
    addressee: open ? null : { name: row.name, sender: row.sender_name, address: row.postal_address },
    senderNumber: row.sender_number,
    senderDay: row.sender_date,
    regionName: file.name,
    bodyName: body?.name ?? row.organisation,
    parentName: parent && parent.code !== file.centreOrganisation ? parent.name : null,
    letterhead,
    approver: row.approver
      ? { name: row.approver, position: POSITIONS[row.approver_role ?? ''] ?? 'Ответственный сотрудник' }
      : null,
    executor: row.executor,
    forwardedTo: to ? (organisations.get(to)?.name ?? to) : null,
    extension:
      row.event?.days && row.kind === 'extended'
        ? { days: row.event.days, reason: row.extension_reason ?? 'требуется дополнительная проверка' }
        : null,
  });
  return { letter, number };
}

/** Letters of the post by their identifiers, of those the person's limits admit, in the order asked; with whose cases they are. */
export async function openPostLetters(
  pool: pg.Pool,
  registry: RegionRegistry,
  { ids, scope }: { ids: readonly string[]; scope: AccessScope },
  now: Date,
): Promise<{ letters: Letter[]; appealIds: string[] }> {
  const parameters: unknown[] = [registry.code, ids];
  const found = await pool.query(
    `select a.appeal_id, a.source from (select l.*, c.topic, c.municipality from letter l
              join appeal c on c.region_id = l.region_id and c.appeal_id = l.appeal_id
             where l.region_id = $1 and l.letter_id = any($2::uuid[]) and l.state <> 'kept') as a
      where ${whereCase(scope, parameters)} order by array_position($2::uuid[], a.letter_id)`,
    parameters,
  );
  const letters: Letter[] = [];
  for (const { appeal_id: appealId, source } of found.rows) {
    const opened = await openLetter(pool, registry, { appealId, source }, now);
    if (opened) letters.push(opened.letter);
  }
  return { letters, appealIds: found.rows.map((row) => row.appeal_id) };
}
