import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FiledAppeal } from '../../contract/appeals.ts';
import type { HeatMap } from '../../contract/heat-map.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import { comparePositions, parsePosition, START } from '../../server/platform/event-log/index.ts';
import { freePort, openStore, type RunningServer, startServer } from '../running-server.ts';
import { addReader, signIn } from '../torture/check-replica.ts';
import { inventFilings } from './load/requests.ts';
import { quantile, type Result } from './report.ts';

const FILINGS = 300;
const BACKGROUND_A_SECOND = 20;
const EVERY_MS = 120;
const SEEN_WITHIN_MS = 10_000;

/**
 * From the acknowledgement of a filing (201, after commit) to an answer of the heat map that counts it, as a page open in a browser
 * gets it: it asks again whenever the stream says that the facts advanced.
 */
export async function benchLive(): Promise<Result> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'otklik-bench-live-'));
  const store = await openStore(dataFolder);
  await addReader(store.pool, '54');
  await store.close();
  const server = await startServer({ dataFolder, port: await freePort() });
  const stop = new AbortController();
  try {
    const cookie = await signIn(server.url);
    // The page looks at one municipality, where nothing of the background comes in.
    const watched = '50708000';
    const page = watchMap(server, cookie, watched, stop.signal);
    const background = fileInBackground(server, stop.signal);
    await sleep(2000);
    const filings = inventFilings(5, FILINGS);
    const tookMs: number[] = [];
    let missed = 0;
    const seen: Promise<void>[] = [];
    for (const [index, filing] of filings.entries()) {
      const before = monotonicMs();
      await file(server, { text: filing.text, municipality: watched });
      const committed = monotonicMs();
      seen.push(
        page.untilCount(index + 1).then(
          (at) => void tookMs.push(at - committed),
          () => void (missed += 1),
        ),
      );
      await sleep(Math.max(0, EVERY_MS - (monotonicMs() - before)));
    }
    await Promise.all(seen);
    const filed = await background.filed();
    return {
      bench: 'live',
      notes: [
        `${FILINGS} filings one after another, about ${Math.round(1000 / EVERY_MS)} a second, and ${filed.aSecond.toFixed(1)} others a second beside them.`,
        'From HTTP 201 to the answer of /api/heat-map that counts it, asked for by a page on the stream of events.',
      ],
      figures: [
        { name: 'commit → counted on the map, p50', value: quantile(tookMs, 0.5), unit: 'ms' },
        {
          name: 'commit → counted on the map, p99',
          value: quantile(tookMs, 0.99),
          unit: 'ms',
          goal: { atMost: 1000 },
        },
        { name: 'longest', value: Math.max(...tookMs), unit: 'ms' },
        {
          name: `not seen within ${SEEN_WITHIN_MS / 1000} s`,
          value: missed,
          unit: 'filings',
          goal: { atMost: 0 },
        },
      ],
    };
  } finally {
    stop.abort();
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function file(server: RunningServer, body: object): Promise<FiledAppeal> {
  const answer = await fetch(`${server.url}/api/appeals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`Filing: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as FiledAppeal;
}

/** A page with the map open: asks again on `facts.advanced`, one question at a time, the newest wish last. */
function watchMap(server: RunningServer, cookie: string, municipality: string, signal: AbortSignal) {
  const waiting: { count: number; resolve(at: number): void }[] = [];
  let asking = false;
  let wanted = START;
  let shown = START;
  const ask = async () => {
    if (asking) return;
    asking = true;
    while (comparePositions(shown, wanted) < 0 && !signal.aborted) {
      const url = `${server.url}/api/heat-map?municipality=${municipality}`;
      const answer = await fetch(url, { headers: { cookie }, signal });
      const { total, position } = (await answer.json()) as HeatMap;
      shown = parsePosition(position) ?? shown;
      const at = monotonicMs();
      for (const entry of waiting) if (entry.count <= total) entry.resolve(at);
    }
    asking = false;
  };
  const listen = async () => {
    const stream = await fetch(`${server.url}/api/events`, { headers: { cookie }, signal });
    let text = '';
    for await (const chunk of stream.body!) {
      text += Buffer.from(chunk).toString();
      const messages = text.split('\n\n');
      text = messages.pop()!;
      for (const message of messages) {
        if (!message.includes('event: facts.advanced')) continue;
        const position = /"position":"([\d.]+)"/.exec(message)?.[1];
        wanted = parsePosition(position ?? '') ?? wanted;
        void ask().catch(() => {});
      }
    }
  };
  void listen().catch(() => {});
  return {
    /** @returns the moment an answer first counted so many */
    untilCount: (count: number) =>
      new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('not seen')), SEEN_WITHIN_MS);
        waiting.push({
          count,
          resolve(at) {
            clearTimeout(timer);
            resolve(at);
          },
        });
      }),
  };
}

function fileInBackground(server: RunningServer, signal: AbortSignal) {
  const filings = inventFilings(6, 3000);
  const started = monotonicMs();
  let count = 0;
  const loop = async () => {
    while (!signal.aborted && count < filings.length) {
      const next = started + (count * 1000) / BACKGROUND_A_SECOND;
      await sleep(Math.max(0, next - monotonicMs()));
      // Elsewhere in the region, by name.
      void file(server, { text: filings[count]!.text, municipality: '50701000' }).catch(() => {});
      count += 1;
    }
  };
  void loop();
  return { filed: async () => ({ aSecond: (count * 1000) / (monotonicMs() - started) }) };
}
