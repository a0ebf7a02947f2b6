import type pg from 'pg';

/** One appeal as the replica keeps it; days are days of the region's time zone since 1970‑01‑01, moments are epoch seconds. */
export interface FactRow {
  id: string;
  filed: number;
  day: number;
  channel: string;
  kind: string;
  topic: string | null;
  municipality: string | null;
  organisation: string;
  status: string;
  triage: string;
  urgency: number;
  due: number | null;
  closed: number | null;
  rating: number | null;
  author: string | null;
  lat: number | null;
  lon: number | null;
}

const COLUMNS = `appeal_id as id, extract(epoch from filed_at)::float8 as filed,
  ((filed_at at time zone $2)::date - date '1970-01-01') as day, channel, kind, topic, municipality, organisation, status,
  triage, urgency, extract(epoch from due_at)::float8 as due, extract(epoch from closed_at)::float8 as closed, rating,
  author_key as author, lat, lon`;

/** Present state of these appeals; an event says that one changed, the row says how it is now. */
export async function readFactRows(
  client: pg.Pool,
  regionId: string,
  timeZone: string,
  ids: readonly string[],
): Promise<FactRow[]> {
  const found = await client.query<FactRow>({
    name: 'facts-by-id',
    text: `select ${COLUMNS} from appeal where region_id = $1 and appeal_id = any($3::uuid[])`,
    values: [regionId, timeZone, ids],
  });
  return found.rows;
}

const PAGE = 20_000;

/** Every appeal of a region, in pages, by identifier. */
export async function* scanFactRows(
  client: pg.Pool,
  regionId: string,
  timeZone: string,
): AsyncGenerator<FactRow[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const found = await client.query<FactRow>({
      name: 'facts-scan',
      text: `select ${COLUMNS} from appeal where region_id = $1 and appeal_id > $3 order by appeal_id limit ${PAGE}`,
      values: [regionId, timeZone, after],
    });
    if (found.rows.length > 0) yield found.rows;
    if (found.rows.length < PAGE) return;
    after = found.rows.at(-1)!.id;
  }
}
