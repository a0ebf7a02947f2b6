import type pg from 'pg';
import type { KnownEventKind } from '../../../contract/known-events.ts';
import type { QuietTime } from '../../path/index.ts';
import { formatDay, parseDay } from '../../registry/calendar/index.ts';

/** An event or a crisis as it is held against waves. */
export interface StoredEvent extends QuietTime {
  id: string;
  title: string;
}

export interface EventRow extends StoredEvent {
  kind: KnownEventKind;
  note: string;
  enteredBy: string;
  enteredByName: string | null;
  spikes: number;
}

const ROWS_MAX = 500;
const COLUMNS = `e.event_id as id, e.title, e.kind, e.topics, e.municipalities as places, e.from_day::text as "from",
  e.to_day::text as "to", e.note, e.entered_by as "enteredBy", p.name as "enteredByName",
  (select count(*)::int from spike s where s.region_id = e.region_id and s.known_event = e.event_id) as spikes`;

export async function readEvents(
  client: pg.Pool | pg.PoolClient,
  regionId: string,
  id: string | null = null,
): Promise<EventRow[]> {
  const found = await client.query<EventRow>(
    `select ${COLUMNS} from known_event e left join account p on p.region_id = e.region_id and p.login = e.entered_by
      where e.region_id = $1 and ($2::uuid is null or e.event_id = $2) order by e.to_day desc, e.event_id limit ${ROWS_MAX}`,
    [regionId, id],
  );
  return found.rows;
}

/** Events and crises that may explain a wave which began on or after a day (YYYY-MM-DD). A crisis lasts until it is ended. */
export async function explainingEvents(
  client: pg.Pool | pg.PoolClient,
  regionId: string,
  since: string,
): Promise<StoredEvent[]> {
  const found = await client.query<StoredEvent>(
    `select event_id as id, title, topics, municipalities as places, from_day::text as "from", to_day::text as "to"
       from known_event where region_id = $1 and to_day >= $2::date
      union all
     select crisis_id, title, topics, coalesce(municipalities, '{}'), from_day::text, coalesce(to_day, date '9999-01-01')::text
       from crisis where region_id = $1 and (to_day is null or to_day >= $2::date)`,
    [regionId, since],
  );
  return found.rows;
}

const QUIET_ROWS_MAX = 5000;
/** Charts and detectors learn from so many days at most. */
const LEARNT_DAYS = 760;

/**
 * Days that must not teach what is usual: of known events, crises and waves that a person has confirmed.
 *
 * @param today the region's day, YYYY-MM-DD: what lasts on is quiet up to it
 */
export async function readQuietTimes(client: pg.Pool, regionId: string, today: string): Promise<QuietTime[]> {
  const since = formatDay(parseDay(today) - LEARNT_DAYS);
  const [events, waves] = await Promise.all([
    explainingEvents(client, regionId, since),
    client.query<QuietTime>(
      `select array[topic] as topics, places, first_day::text as "from", last_day::text as "to" from spike
        where region_id = $1 and verdict = 'confirmed' and last_day >= $2::date order by last_day desc limit ${QUIET_ROWS_MAX}`,
      [regionId, since],
    ),
  ]);
  const begun = events.filter(({ from }) => from <= today);
  return [
    ...begun.map(({ topics, places, from, to }) => ({ topics, places, from, to: to < today ? to : today })),
    ...waves.rows,
  ];
}
