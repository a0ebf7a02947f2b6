import { createHash } from 'node:crypto';
import type { IncomingMessage } from '../../path/index.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { CaseConflict, invalid } from '../life/case-row.ts';
import { withinCase } from './within-case.ts';

/** What of a case goes along into the one split off. @throws CaseConflict */
export async function readForSplit(
  { pool, registry, appealId, actor }: CaseAct,
  text: string,
): Promise<{ message: Omit<IncomingMessage, 'externalId' | 'text'>; key: string }> {
  const found = await pool.query(
    `select a.*, p.name as contact_name, p.email as contact_email, p.phone as contact_phone
       from appeal a left join applicant p on p.region_id = a.region_id and p.appeal_id = a.appeal_id
      where a.region_id = $1 and a.appeal_id = $2`,
    [registry.code, appealId],
  );
  const row = found.rows[0];
  if (!row || !actor.admits(row))
    throw new CaseConflict('not_found', 'Такого дела нет или оно не в вашем ведении.');
  if (!plain(row.text).includes(plain(text)))
    throw invalid('Выделите часть самого обращения: слова жителя не переписывают.');
  const fingerprint = createHash('sha256').update(plain(text)).digest('base64url').slice(0, 16);
  return {
    key: `${row.external_id.slice(0, 150)}#${row.number}-${fingerprint}`,
    message: {
      channel: row.channel,
      regime: row.regime,
      filedAt: row.filed_at,
      sourceName: row.source_name,
      point: row.lat === null ? null : [row.lat, row.lon],
      address: row.address,
      municipality: row.municipality,
      authorKey: row.author_key,
      contact: { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
    },
  };
}

/** Links the two and writes the event. Repeatable. @throws CaseConflict */
export function recordSplit(act: CaseAct, part: { id: string; number: string }): Promise<void> {
  return withinCase(act, async (client, row) => {
    await client.query(
      `insert into case_link (region_id, appeal_id, other_id, kind, at, login) values ($1,$2,$3,'split',$4,$5)
       on conflict (region_id, appeal_id, other_id) do nothing`,
      [act.registry.code, row.appeal_id, part.id, act.now, act.actor.login],
    );
    return { result: undefined, step: { type: 'case.split', data: { part: part.number } } };
  });
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
