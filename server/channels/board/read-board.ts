import type pg from 'pg';
import type { ChannelAccount, ChannelBoard } from '../../../contract/channels.ts';
import { isPilot } from '../outgoing/queries.ts';
import { readPilot } from './letters.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** How every channel of a region is doing at this moment. */
export async function readBoard(
  client: pg.Pool,
  regionId: string,
  now: Date,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ChannelBoard> {
  const [pilot, trial, accounts, incoming, outgoing, volume] = await Promise.all([
    isPilot(client, regionId),
    readPilot(client, regionId),
    client.query('select * from channel_account where region_id = $1 order by channel, account', [regionId]),
    client.query(INCOMING, [regionId, now]),
    client.query(OUTGOING, [regionId, now]),
    client.query(
      `select channel, count(*) filter (where filed_at > $2)::int as week,
              count(*) filter (where filed_at <= $2)::int as "weekBefore", max(filed_at) as last
         from appeal where region_id = $1 and filed_at > $3 and channel <> 'import' group by channel order by week desc, channel`,
      [regionId, new Date(now.getTime() - WEEK_MS), new Date(now.getTime() - 2 * WEEK_MS)],
    ),
  ]);
  const keyOf = (row: { channel: string; account: string }) => `${row.channel} ${row.account}`;
  const incomingBy = new Map(incoming.rows.map((row) => [keyOf(row), row]));
  const outgoingBy = new Map(outgoing.rows.map((row) => [keyOf(row), row]));
  return {
    pilot,
    trial,
    accounts: accounts.rows.map((row): ChannelAccount => {
      const came = incomingBy.get(keyOf(row));
      const left = outgoingBy.get(keyOf(row));
      return {
        channel: row.channel,
        account: row.account,
        name: row.name,
        enabled: row.enabled,
        hookPath: hookPathOf(regionId, row),
        settings: row.settings,
        secrets: Object.entries(row.secrets as Record<string, string>)
          .map(([name, variable]) => ({ name, variable, set: Boolean(env[variable]) }))
          // Notifications have a key of the region's own: one that is not configured is not missing.
          .filter(({ set }) => set || row.channel !== 'push'),
        lastEventAt: iso(row.last_event_at),
        lastSentAt: iso(row.last_sent_at),
        lastFailureAt: iso(row.last_failure_at),
        lastFailure: row.last_failure,
        pausedUntil:
          row.next_send_at instanceof Date && row.next_send_at > now ? iso(row.next_send_at) : null,
        healthy: row.healthy,
        healthDetail: row.health_detail,
        checkedAt: iso(row.checked_at),
        incoming: {
          day: came?.day ?? 0,
          dayBefore: came?.day_before ?? 0,
          pending: came?.pending ?? 0,
          dead: came?.dead ?? 0,
          ignored: came?.ignored ?? 0,
          delayMedian: came?.delay_median ?? null,
          delayP95: came?.delay_p95 ?? null,
        },
        outgoing: {
          sentDay: left?.sent_day ?? 0,
          waiting: left?.waiting ?? 0,
          held: left?.held ?? 0,
          dead: left?.dead ?? 0,
          delayMedian: left?.delay_median ?? null,
          delayP95: left?.delay_p95 ?? null,
        },
      };
    }),
    volume: volume.rows.map(({ last, ...row }) => ({ ...row, lastAt: iso(last) })),
  };
}

const INCOMING = `
select channel, account,
       count(*) filter (where received_at > $2::timestamptz - interval '1 day')::int as day,
       count(*) filter (where received_at between $2::timestamptz - interval '2 days' and $2::timestamptz - interval '1 day')::int as day_before,
       count(*) filter (where state = 'pending')::int as pending,
       count(*) filter (where state = 'dead')::int as dead,
       count(*) filter (where state = 'ignored' and received_at > $2::timestamptz - interval '1 day')::int as ignored,
       percentile_cont(0.5) within group (order by extract(epoch from finished_at - received_at)::float8)
         filter (where state = 'done' and received_at > $2::timestamptz - interval '1 day') as delay_median,
       percentile_cont(0.95) within group (order by extract(epoch from finished_at - received_at)::float8)
         filter (where state = 'done' and received_at > $2::timestamptz - interval '1 day') as delay_p95
  from incoming_delivery
 where region_id = $1 and (received_at > $2::timestamptz - interval '2 days' or state in ('pending', 'dead'))
 group by channel, account`;

const OUTGOING = `
select channel, account,
       count(*) filter (where state = 'sent' and sent_at > $2::timestamptz - interval '1 day')::int as sent_day,
       count(*) filter (where state in ('queued', 'sending'))::int as waiting,
       count(*) filter (where state = 'held')::int as held,
       count(*) filter (where state = 'dead')::int as dead,
       percentile_cont(0.5) within group (order by extract(epoch from sent_at - created_at)::float8)
         filter (where state = 'sent' and sent_at > $2::timestamptz - interval '1 day') as delay_median,
       percentile_cont(0.95) within group (order by extract(epoch from sent_at - created_at)::float8)
         filter (where state = 'sent' and sent_at > $2::timestamptz - interval '1 day') as delay_p95
  from outgoing_message
 where region_id = $1 and (created_at > $2::timestamptz - interval '2 days' or state in ('queued', 'sending', 'held', 'dead'))
 group by channel, account`;

function hookPathOf(
  regionId: string,
  { channel, account }: { channel: string; account: string },
): string | null {
  if (channel === 'email' || channel === 'push' || channel === 'open311') return null;
  // The end of this address is the secret itself: it is shown as what it is, not what it says.
  return `/hooks/${channel}/${regionId}/${account}${channel === 'ok' ? '/…' : ''}`;
}

function iso(at: Date | null): string | null {
  return at instanceof Date ? at.toISOString() : null;
}
