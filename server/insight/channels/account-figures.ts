import type pg from 'pg';
import type { AccountFigure } from '../../../contract/channel-figures.ts';
import { dayText, type Period } from '../heat-map/period.ts';

/** The newest of a period tell its delays: more would be read for the same answer. */
const DELAYS_MAX = 20_000;

/**
 * Every connection over a period: what came, what nobody could read, what did not leave, and how long after the provider's own moment
 * a case was registered.
 */
export async function readAccountFigures(
  pool: pg.Pool,
  region: { regionId: string; timeZone: string },
  period: Period,
  bucketDays: number,
): Promise<AccountFigure[]> {
  const { regionId, timeZone } = region;
  const days = [regionId, dayText(period.from), dayText(period.to), timeZone];
  const [accounts, came, left, delays] = await Promise.all([
    pool.query(
      `select channel, account, name, enabled, last_event_at from channel_account where region_id = $1 order by channel, account`,
      [regionId],
    ),
    pool.query(
      `select channel, account, ((d.received_at at time zone $4)::date - $2::date) / $5::int as at, count(*)::int as n,
              count(*) filter (where state = 'dead')::int as dead
         from incoming_delivery d where ${within('d.received_at')} group by 1, 2, 3`,
      [...days, bucketDays],
    ),
    pool.query(
      `select channel, account, count(*)::int as n, count(*) filter (where state = 'dead')::int as dead
         from outgoing_message d where ${within('d.created_at')} group by 1, 2`,
      days,
    ),
    pool.query(
      `with came as (
         select distinct channel, account, appeal_id from (
           select channel, account, appeal_id from incoming_delivery d
            where ${within('d.received_at')} and state = 'done' and appeal_id is not null
            order by d.received_at desc limit ${DELAYS_MAX}) as newest
       ), waited as (
         select c.channel, c.account, extract(epoch from a.registered_at - m.at)::float8 as seconds
           from came c
           join conversation_message m on m.region_id = $1 and m.appeal_id = c.appeal_id and m.channel = c.channel
                and m.account = c.account and m.opening and m.direction = 'in'
           join appeal a on a.region_id = $1 and a.appeal_id = c.appeal_id
       )
       select channel, account, count(*)::int as n, percentile_cont(0.5) within group (order by seconds) as p50,
              percentile_cont(0.95) within group (order by seconds) as p95
         from waited where seconds >= 0 group by 1, 2`,
      days,
    ),
  ]);
  const buckets = Math.ceil((period.to - period.from + 1) / bucketDays);
  return accounts.rows.map((row): AccountFigure => {
    const own = <R extends { channel: string; account: string }>(each: R) =>
      each.channel === row.channel && each.account === row.account;
    const series = Array.from({ length: buckets }, () => 0);
    const points = came.rows.filter(own);
    for (const { at, n } of points) series[at] = n;
    const sent = left.rows.find(own);
    const delay = delays.rows.find(own);
    return {
      channel: row.channel,
      account: row.account,
      name: row.name,
      enabled: row.enabled,
      lastEventAt: row.last_event_at?.toISOString() ?? null,
      arrived: points.reduce((sum, { n }) => sum + n, 0),
      dead: points.reduce((sum, { dead }) => sum + dead, 0),
      answers: sent?.n ?? 0,
      failed: sent?.dead ?? 0,
      series,
      delay: { p50: delay?.p50 ?? null, p95: delay?.p95 ?? null, n: delay?.n ?? 0 },
    };
  });
}

const within = (column: string) => `d.region_id = $1 and ${column} >= ($2::date)::timestamp at time zone $4
  and ${column} < ($3::date + 1)::timestamp at time zone $4`;
