import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileAppeal } from '../../contract/appeals.ts';
import { saveAccount } from '../../server/channels/index.ts';
import { monotonicMs, systemClock } from '../../server/platform/clock.ts';
import { freePort, openStore, startServer } from '../running-server.ts';
import type { ChannelScript } from '../support/peers/channel-script.ts';
import { maxScript, telegramScript, vkScript, webhookScript } from '../support/peers/scripts.ts';
import { addReader, signIn } from '../torture/check-replica.ts';
import type { BenchOptions } from './bench-options.ts';
import { inventFilings } from './load/requests.ts';
import { prepareManyAppeals } from './many-appeals.ts';
import { quantile, type Result } from './report.ts';

const MESSAGES = 6000;
/** The week's messages are asked for within an hour; a minute leaves nothing to chance. */
const WITHIN_MS = 60_000;
const CONNECTIONS = 16;
const SETTLED_WITHIN_MS = 120_000;
const SCREENS = [
  '/api/appeals?limit=50',
  '/api/heat-map',
  '/api/triage?limit=50',
  '/api/board',
  '/api/overview',
];
const SCREEN_EVERY_MS = 200;

/** A week's messages within a minute through five channels at once, while somebody goes from screen to screen. */
export async function benchFlood({ keep, rows }: BenchOptions): Promise<Result> {
  const dataFolder = keep ?? mkdtempSync(join(tmpdir(), 'otklik-bench-flood-'));
  const scripts = await Promise.all([vkScript(), telegramScript(), maxScript(), webhookScript()]);
  const { store } = await prepareManyAppeals(dataFolder, Number(rows ?? 100_000), (line) =>
    console.error(line),
  );
  await addReader(store.pool, '54');
  for (const script of scripts) {
    Object.assign(process.env, script.env);
    await saveAccount(store.pool, '54', script.account);
  }
  await store.close();
  const server = await startServer({ dataFolder, port: await freePort() });
  const stop = new AbortController();
  try {
    const cookie = await signIn(server.url);
    const screens = watchScreens(server.url, cookie, stop.signal);
    await sleep(3000);
    const quiet = screens.took.splice(0);
    const since = systemClock.now();
    const answers = await send(server.url, scripts, inventFilings(11, MESSAGES));
    const flooded = screens.took.splice(0);
    stop.abort();
    const after = await openStore(dataFolder);
    try {
      const begin = monotonicMs();
      const waiting = async () =>
        (await after.pool.query(`select count(*)::int as n from incoming_delivery where state = 'pending'`))
          .rows[0].n;
      while ((await waiting()) > 0 && monotonicMs() - begin < SETTLED_WITHIN_MS) await sleep(200);
      const { rows: found } = await after.pool.query(
        `select a.channel, count(*)::int as appeals,
                count(*) filter (where a.triage is not null)::int as sorted,
                array_agg(extract(epoch from a.registered_at - d.received_at)::float8 * 1000) filter (where d.received_at is not null) as lags
           from appeal a left join incoming_delivery d on d.region_id = a.region_id and d.appeal_id = a.appeal_id
          where a.region_id = '54' and a.registered_at >= $1 group by 1 order by 1`,
        [since],
      );
      const lags = found.flatMap((row) => (row.lags as number[] | null) ?? []);
      const sorted = found.reduce((sum, row) => sum + row.sorted, 0);
      return {
        bench: 'flood',
        notes: [
          `${MESSAGES} invented messages within ${WITHIN_MS / 1000} s from ${CONNECTIONS} connections through the form, VK, Telegram, MAX and signed webhooks: ${found.map((row) => `${row.channel} ${row.appeals}`).join(', ')}.`,
          'Triage lag: from the stored delivery to the registered appeal with its topic, place and body; a filing of the form is answered when it has them.',
          `Screens: ${SCREENS.join(', ')} in turns, every ${SCREEN_EVERY_MS} ms.`,
        ],
        figures: [
          {
            name: 'messages that are cases with their triage',
            value: sorted,
            unit: `of ${MESSAGES}`,
            goal: { atLeast: MESSAGES },
          },
          { name: 'refused', value: answers.refused, unit: '', goal: { atMost: 0 } },
          { name: 'sent within', value: answers.seconds, unit: 's' },
          { name: 'answer to the provider, p99', value: quantile(answers.took, 0.99), unit: 'ms' },
          { name: 'triage lag, p50', value: quantile(lags, 0.5), unit: 'ms' },
          { name: 'triage lag, longest', value: Math.max(...lags), unit: 'ms', goal: { atMost: 5000 } },
          { name: 'screens before, p95', value: quantile(quiet, 0.95), unit: 'ms' },
          { name: 'screens during, p50', value: quantile(flooded, 0.5), unit: 'ms' },
          { name: 'screens during, p95', value: quantile(flooded, 0.95), unit: 'ms', goal: { atMost: 300 } },
        ],
      };
    } finally {
      await after.close();
    }
  } finally {
    stop.abort();
    await server.stop();
    for (const script of scripts) await script.close();
    if (!keep) rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function send(url: string, scripts: readonly ChannelScript[], filings: readonly FileAppeal[]) {
  const at = Math.floor(systemClock.now().getTime() / 1000);
  const begin = monotonicMs();
  const took: number[] = [];
  let refused = 0;
  let next = 0;
  const bring = async (n: number): Promise<number> => {
    const filing = filings[n]!;
    const script = scripts[(n % (scripts.length + 1)) - 1];
    if (!script) {
      const body = JSON.stringify(filing);
      const headers = { 'content-type': 'application/json', 'idempotency-key': `flood-${n}` };
      return (await fetch(`${url}/api/appeals`, { method: 'POST', headers, body })).status;
    }
    const id = 500_000 + n;
    const wire = script.written({ id, author: id, place: id, text: filing.text, at }, id);
    return (await fetch(url + wire.path, { method: 'POST', headers: wire.headers, body: wire.body })).status;
  };
  const client = async (): Promise<void> => {
    for (let n = next++; n < filings.length; n = next++) {
      const due = begin + (n / filings.length) * WITHIN_MS;
      await sleep(Math.max(0, due - monotonicMs()));
      const before = monotonicMs();
      if ((await bring(n)) >= 300) refused += 1;
      took.push(monotonicMs() - before);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  return { took, refused, seconds: (monotonicMs() - begin) / 1000 };
}

function watchScreens(url: string, cookie: string, signal: AbortSignal): { took: number[] } {
  const took: number[] = [];
  void (async () => {
    for (let turn = 0; !signal.aborted; turn += 1) {
      const before = monotonicMs();
      const answer = await fetch(url + SCREENS[turn % SCREENS.length]!, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${SCREENS[turn % SCREENS.length]}: ${answer.status}`);
      took.push(monotonicMs() - before);
      await sleep(SCREEN_EVERY_MS);
    }
  })();
  return { took };
}
