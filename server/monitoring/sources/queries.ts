// All SQL of the registry of sources in one place.
import type pg from 'pg';
import type { SaveSource } from '../../../contract/monitoring.ts';
import type { Verdicts } from '../judge/threshold.ts';

type Client = pg.Pool | pg.ClientBase;

export interface SourceRow {
  source_id: string;
  kind: SaveSource['kind'];
  network: SaveSource['network'];
  name: string;
  address: string;
  organisation: string | null;
  municipality: string | null;
  audience: number | null;
  reading: SaveSource['reading'];
  queries: string[];
  enabled: boolean;
  cursor: Record<string, unknown>;
  last_read_at: Date | null;
  last_posts: number | null;
  last_candidates: number | null;
  last_error_at: Date | null;
  last_error: string | null;
  failures: number;
}

export interface CountedSource extends SourceRow, Verdicts {
  waiting: number;
}

/** The verdicts a threshold is made of: the latest so many. */
const VERDICTS_MAX = 200;
const SOURCES_MAX = 5000;

const VERDICTS = `left join lateral (
    select count(*) filter (where v.state = 'accepted')::integer as accepted,
           count(*) filter (where v.state = 'rejected' and v.reason <> 'elsewhere')::integer as rejected
      from (select state, reason from candidate c
             where c.region_id = s.region_id and c.source_id = s.source_id and c.state <> 'waiting'
             order by c.decided_at desc limit ${VERDICTS_MAX}) v) verdicts on true`;

export async function selectSources(client: Client, regionId: string): Promise<CountedSource[]> {
  const found = await client.query(
    `select s.*, verdicts.*, (select count(*)::integer from candidate c where c.region_id = s.region_id
        and c.source_id = s.source_id and c.state = 'waiting') as waiting
       from monitored_source s ${VERDICTS} where s.region_id = $1 order by s.name, s.source_id limit ${SOURCES_MAX}`,
    [regionId],
  );
  return found.rows;
}

export async function selectSource(
  client: Client,
  regionId: string,
  sourceId: string,
): Promise<(SourceRow & Verdicts) | null> {
  const found = await client.query(
    `select s.*, verdicts.* from monitored_source s ${VERDICTS} where s.region_id = $1 and s.source_id = $2`,
    [regionId, sourceId],
  );
  return found.rows[0] ?? null;
}

/** Registered pages of VK by the number in their address: «club12», «public12», «id12» → −12, −12, 12. */
export async function selectVkPages(
  client: Client,
  regionId: string,
): Promise<Map<string, SourceRow & Verdicts>> {
  const found = await client.query(
    `select s.*, verdicts.*, (regexp_match(lower(s.address), '/(club|public|event|id)(\\d+)/?$')) as page
       from monitored_source s ${VERDICTS}
      where s.region_id = $1 and s.network = 'vk' and s.address ~* '/(club|public|event|id)\\d+/?$' limit ${SOURCES_MAX}`,
    [regionId],
  );
  return new Map(found.rows.map((row) => [`${row.page[0] === 'id' ? '' : '-'}${row.page[1]}`, row]));
}

/** Those whose turn has come, longest unread first. */
export async function selectDue(
  client: Client,
  regionId: string,
  now: Date,
  limit: number,
): Promise<{ source_id: string }[]> {
  const found = await client.query(
    `select source_id from monitored_source
      where region_id = $1 and enabled and reading in ('vk_search', 'feed') and next_read_at <= $2
      order by next_read_at limit ${Math.trunc(limit)}`,
    [regionId, now],
  );
  return found.rows;
}

/** @returns false when another source has this address; with `sourceId` of one that is not there, too */
export async function writeSource(
  client: Client,
  regionId: string,
  sourceId: string,
  source: SaveSource,
  fresh: boolean,
): Promise<'written' | 'taken' | 'absent'> {
  const values = [
    regionId,
    sourceId,
    source.kind,
    source.network,
    source.name,
    source.address,
    source.organisation,
    source.municipality,
    source.audience,
    source.reading,
    source.queries,
    source.enabled,
  ];
  try {
    const written = await client.query(
      fresh
        ? `insert into monitored_source (region_id, source_id, kind, network, name, address, organisation, municipality, audience,
             reading, queries, enabled) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
        : // What was said of another address or way of reading is no place to go on from.
          `update monitored_source set kind = $3, network = $4, name = $5, organisation = $7, municipality = $8, audience = $9,
             queries = $11, enabled = $12, next_read_at = '-infinity', failures = 0, last_error = null, last_error_at = null,
             cursor = case when address = $6 and reading = $10 then cursor else '{}' end, address = $6, reading = $10
           where region_id = $1 and source_id = $2`,
      values,
    );
    return written.rowCount === 1 ? 'written' : 'absent';
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return 'taken';
    throw error;
  }
}

export async function selectAddresses(client: Client, regionId: string): Promise<Map<string, string>> {
  const found = await client.query(
    `select source_id, network || ' ' || lower(address) as place from monitored_source where region_id = $1`,
    [regionId],
  );
  return new Map(found.rows.map((row) => [row.place, row.source_id]));
}

export async function keepCursor(
  client: Client,
  regionId: string,
  sourceId: string,
  cursor: Record<string, unknown>,
): Promise<void> {
  await client.query('update monitored_source set cursor = $3 where region_id = $1 and source_id = $2', [
    regionId,
    sourceId,
    JSON.stringify(cursor),
  ]);
}

export async function noteRead(
  client: Client,
  regionId: string,
  sourceId: string,
  read: { now: Date; next: Date; posts: number; candidates: number },
): Promise<void> {
  await client.query(
    `update monitored_source set last_read_at = $3, next_read_at = $4, last_posts = $5, last_candidates = $6, failures = 0,
       last_error = null, last_error_at = null where region_id = $1 and source_id = $2`,
    [regionId, sourceId, read.now, read.next, read.posts, read.candidates],
  );
}

export async function noteFailure(
  client: Client,
  regionId: string,
  sourceId: string,
  failure: { now: Date; next: Date; why: string },
): Promise<void> {
  await client.query(
    `update monitored_source set last_error = $3, last_error_at = $4, next_read_at = $5, failures = least(failures + 1, 1000)
      where region_id = $1 and source_id = $2`,
    [regionId, sourceId, failure.why.slice(0, 500), failure.now, failure.next],
  );
}
