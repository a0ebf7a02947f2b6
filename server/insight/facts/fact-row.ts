import type pg from 'pg';
import { copyRows } from './copy-rows.ts';
import { TupleReader } from './tuple-reader.ts';

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

/** Whole seconds and days leave PostgreSQL as it keeps them: turning moments into text or numerics cost more than reading them. */
const COPIED = (regionId: string, timeZone: string) => `
  select appeal_id, filed_at, (filed_at at time zone ${quoted(timeZone)})::date, channel, kind, topic, municipality, organisation,
         status, triage, urgency, due_at, closed_at, rating, author_key, lat, lon
    from appeal where region_id = ${quoted(regionId)}`;

/**
 * Every appeal of a region, in the order in which it is stored.
 *
 * @param onRow gets one and the same object each time, with the identifier as bytes and `row.id` empty
 */
export function scanFactRows(
  pool: pg.Pool,
  regionId: string,
  timeZone: string,
  onRow: (row: FactRow, id: Buffer) => void,
): Promise<void> {
  const row = { id: '' } as FactRow;
  const reader = new TupleReader();
  return copyRows(pool, COPIED(regionId, timeZone), (bytes, start) => {
    reader.open(bytes, start);
    const id = reader.bytes()!;
    row.filed = reader.moment()!;
    row.day = reader.day()!;
    row.channel = reader.text()!;
    row.kind = reader.text()!;
    row.topic = reader.text();
    row.municipality = reader.text();
    row.organisation = reader.text()!;
    row.status = reader.text()!;
    row.triage = reader.text()!;
    row.urgency = reader.small()!;
    row.due = reader.moment();
    row.closed = reader.moment();
    row.rating = reader.small();
    row.author = reader.text();
    row.lat = reader.double();
    row.lon = reader.double();
    onRow(row, id);
  });
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
