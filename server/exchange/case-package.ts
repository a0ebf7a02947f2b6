import { createHash } from 'node:crypto';
import type pg from 'pg';
import { CasePackage, CaseResult } from '../../contract/exchange.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { pathOf } from '../registry/taxonomy.ts';

/** Why a case cannot travel now; said to people by the door. */
export type TransferIssue = 'not_handed_out' | 'not_from_outside' | 'not_answered';

type Packed = Omit<CasePackage, 'digest'>;
type Answered = Omit<CaseResult, 'digest'>;
const PackageBody = CasePackage.omit({ digest: true });
const ResultBody = CaseResult.omit({ digest: true });

/** The schema fixes the order of names, so the same content has the same digest on both sides. */
const digestOf = (body: unknown) => createHash('sha256').update(JSON.stringify(body)).digest('hex');
const sealed = (body: Packed): CasePackage => ({ ...body, digest: digestOf(PackageBody.parse(body)) });
/** Is it what was sent, letter for letter? */
export const verifyPackage = (file: CasePackage): boolean =>
  file.digest === digestOf(PackageBody.parse(file));
export const verifyResult = (file: CaseResult): boolean => file.digest === digestOf(ResultBody.parse(file));

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Packs a case that has been handed out, and notes that it was sent. Nobody's login travels: the history says what and when. */
export async function packCase(
  pool: pg.Pool,
  registry: RegionRegistry,
  appealId: string,
  by: { login: string; contacts: boolean; now: Date },
): Promise<CasePackage | TransferIssue> {
  const { file, code, taxonomy, municipalities } = registry;
  const key = [code, appealId];
  const [found, history, answers, files] = await Promise.all([
    pool.query(
      `select a.*, p.name, p.email, p.phone from appeal a left join applicant p using (region_id, appeal_id)
        where a.region_id = $1 and a.appeal_id = $2`,
      key,
    ),
    pool.query(
      `select ${iso('e.at')} as at, e.type from event e where e.region_id = $1 and e.appeal_id = $2
        order by e.transaction_id, e.seq limit 2000`,
      key,
    ),
    pool.query(
      `select ${iso('n.at')} as at, n.kind, n.text from answer n where n.region_id = $1 and n.appeal_id = $2
        order by n.ordinal limit 200`,
      key,
    ),
    pool.query(
      `select name, content_type as "contentType", bytes, encode(sha256(content), 'hex') as sha256 from attachment
        where region_id = $1 and appeal_id = $2 and purpose <> 'note'
       union all
       select photo_id::text, content_type, length(content), encode(sha256(content), 'hex') from photo
        where region_id = $1 and appeal_id = $2 order by 4`,
      key,
    ),
  ]);
  const row = found.rows[0];
  if (row?.status !== 'transferred') return 'not_handed_out';
  const path = row.topic && taxonomy.byCode.has(row.topic) ? pathOf(row.topic, taxonomy) : [];
  const packed = sealed({
    format: 'otklik-case',
    version: 1,
    region: { code, name: file.name },
    case: {
      number: row.number,
      channel: row.channel,
      regime: row.regime,
      kind: row.kind,
      filedAt: row.filed_at.toISOString(),
      registeredAt: row.registered_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      text: row.text,
      address: row.address,
      point: row.lat === null || row.lon === null ? null : [row.lat, row.lon],
      topic: row.topic,
      topicPath: path.map((topic) => topic.name),
      municipalityName: row.municipality && (municipalities.get(row.municipality)?.name ?? null),
      contact:
        by.contacts && (row.name || row.email || row.phone)
          ? { name: row.name, email: row.email, phone: row.phone }
          : null,
    },
    history: history.rows,
    answers: answers.rows,
    attachments: files.rows,
  });
  await pool.query(
    `insert into case_transfer values ($1, $2, 'out', $3, null, $4, $5, $6)
     on conflict (region_id, appeal_id, direction) do update set digest = excluded.digest, at = excluded.at, login = excluded.login`,
    [code, appealId, row.handed_to ?? '', packed.digest, by.now, by.login],
  );
  return packed;
}

/** The trace of where a case came from; a repeat changes nothing. */
export async function noteArrival(
  pool: pg.Pool,
  regionId: string,
  appealId: string,
  file: CasePackage,
  by: { login: string; now: Date },
): Promise<void> {
  await pool.query(
    `insert into case_transfer values ($1, $2, 'in', $3, $4, $5, $6, $7) on conflict do nothing`,
    [regionId, appealId, file.region.code, file.case.number, file.digest, by.now, by.login],
  );
}

/** What to send back about a case that came from another region. */
export async function readResult(
  pool: pg.Pool,
  registry: RegionRegistry,
  appealId: string,
): Promise<CaseResult | TransferIssue> {
  const found = await pool.query(
    `select t.other_number, t.digest, a.number, a.outcome, a.answered_at, a.closed_at,
            (select n.text from answer n where n.region_id = a.region_id and n.appeal_id = a.appeal_id and n.kind in ('final', 'outside')
              order by n.ordinal desc limit 1) as text
       from case_transfer t join appeal a using (region_id, appeal_id)
      where t.region_id = $1 and t.appeal_id = $2 and t.direction = 'in'`,
    [registry.code, appealId],
  );
  const row = found.rows[0];
  if (!row) return 'not_from_outside';
  const at: Date | null = row.answered_at ?? row.closed_at;
  if (!row.text || !row.outcome || !at) return 'not_answered';
  const result: Answered = {
    format: 'otklik-result',
    version: 1,
    region: { code: registry.code, name: registry.file.name },
    number: row.other_number,
    theirNumber: row.number,
    packageDigest: row.digest,
    outcome: row.outcome,
    text: row.text.slice(0, 10_000),
    answeredAt: at.toISOString(),
  };
  return { ...result, digest: digestOf(ResultBody.parse(result)) };
}

/** The case that was sent with this package; null when none was, or its package was made anew since. */
export async function sentCase(pool: pg.Pool, regionId: string, result: CaseResult): Promise<string | null> {
  const found = await pool.query(
    `select t.appeal_id from case_transfer t join appeal a using (region_id, appeal_id)
      where t.region_id = $1 and t.direction = 'out' and t.digest = $2 and a.number = $3`,
    [regionId, result.packageDigest, result.number],
  );
  return found.rows[0]?.appeal_id ?? null;
}
