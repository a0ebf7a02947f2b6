import type pg from 'pg';
import { ROLES } from '../../contract/access.ts';
import { admitsCase, type Caller, readCallers, scopeOf } from '../access/index.ts';
import { notBefore } from '../alerts/index.ts';
import { LADDER, noteLetters, readLastLetters, readUntold, type UntoldEscalation } from '../control/index.ts';
import { transaction } from '../platform/database/index.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { ALERT_CHANNELS, readAlertAccounts } from './send-alerts.ts';

/** Several rungs within this time go out in one letter. */
const PAUSE_MS = 3_600_000;
const NAMED_MAX = 10;

/**
 * Writes to whom rungs of the ladder are addressed, by mail or the bot, where the person has left an address: one letter for all that
 * came up, at most one an hour, none in the quiet hours, of each rung once. A lock of the region lets one process do it at a time.
 *
 * @returns how many letters were handed to the outbox
 */
export async function sendEscalations(pool: pg.Pool, registry: RegionRegistry, now: Date): Promise<number> {
  const { code } = registry;
  // Nothing here is so urgent that it wakes somebody: the case has been late for days.
  if (notBefore(now, registry.file.timeZone, 0) > now) return 0;
  const accounts = await readAlertAccounts(pool, code);
  if (accounts.size === 0) return 0;
  return transaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('otklik.escalation-letters'), hashtext($1))`, [
      code,
    ]);
    const untold = (await readUntold(client, code, now)).filter((row) => !row.pilot);
    if (untold.length === 0) return 0;
    const lately = await readLastLetters(client, code, new Date(now.getTime() - PAUSE_MS));
    const addresses = await readAddresses(client, code);
    let handed = 0;
    for (const person of await readCallers(client, code, ROLES, now)) {
      for (const channel of ['email', 'bot'] as const) {
        const key = `${person.login} ${channel}`;
        const recipient = addresses.get(key);
        const account = accounts.get(ALERT_CHANNELS[channel]);
        if (!recipient || !account || lately.has(key)) continue;
        const rows = untold.filter((row) => !row.told.includes(key) && isFor(person, row, registry));
        if (rows.length === 0) continue;
        await enqueueOutgoing(client, {
          regionId: code,
          appealId: null,
          channel: ALERT_CHANNELS[channel],
          account,
          recipient,
          text: letterText(rows, registry),
          options: { subject: `Поднято по лестнице: ${rows.length}` },
          dedupeKey: `escalations:${key}:${rows[0]!.escalationId}`,
          now,
        });
        const escalationIds = rows.map((row) => row.escalationId);
        await noteLetters(client, code, { login: person.login, channel, escalationIds }, now);
        handed += 1;
      }
    }
    return handed;
  });
}

/** Of the role it is addressed to, in the body it is addressed to, and only where the case is the person's to see. */
function isFor(person: Caller, row: UntoldEscalation, registry: RegionRegistry): boolean {
  const centre = registry.file.centreOrganisation;
  return (
    person.role === row.toRole &&
    (person.organisation ?? centre) === (row.toOrganisation ?? centre) &&
    admitsCase(scopeOf(person, registry), row)
  );
}

/** Numbers, bodies and topics alone: nothing that a resident wrote. */
export function letterText(rows: readonly UntoldEscalation[], registry: RegionRegistry): string {
  const title = (rung: string) => LADDER.find(({ id }) => id === rung)?.title ?? rung;
  const name = (code: string) => registry.organisations.get(code)?.shortName ?? code;
  const topic = (code: string | null) =>
    code ? (registry.taxonomy.byCode.get(code)?.name ?? code) : 'тема не определена';
  const lines = rows
    .slice(0, NAMED_MAX)
    .map(
      (row) =>
        `${title(row.rung)} — ${row.number}, ${name(row.organisation)}: ${topic(row.topic)}. /appeals/${row.appealId}`,
    );
  return [
    `Вам подняты дела: ${rows.length}.`,
    ...lines,
    ...(rows.length > NAMED_MAX ? [`И ещё ${rows.length - NAMED_MAX}.`] : []),
    'Принять к сведению: /control?view=escalations',
  ].join('\n');
}

async function readAddresses(client: pg.ClientBase, regionId: string): Promise<Map<string, string>> {
  const found = await client.query<{ login: string; notify: { email?: string; telegram?: string } }>(
    `select login, notify from account where region_id = $1 and notify <> '{}' and not disabled`,
    [regionId],
  );
  return new Map(
    found.rows.flatMap(({ login, notify }) => [
      ...(notify.email ? [[`${login} email`, notify.email] as const] : []),
      ...(notify.telegram ? [[`${login} bot`, notify.telegram] as const] : []),
    ]),
  );
}
