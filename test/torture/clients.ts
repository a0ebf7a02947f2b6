import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FiledAppeal } from '../../contract/appeals.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import { inventFilings } from '../bench/load/requests.ts';

/** What the server promised to keep: the key it was filed under, and the number it answered. */
export interface Acknowledged {
  key: string;
  id: string;
  number: string;
}

export interface Clients {
  acknowledged: Acknowledged[];
  /** Every key that was ever sent, acknowledged or not. */
  sent: Set<string>;
  /** Things a client must never see. */
  complaints: string[];
  counts: { requests: number; broken: number; unavailable: number; repeated: number };
  /** One filing under a fresh key, retried until it is acknowledged. */
  fileOne(): Promise<void>;
  /** Finishes what is under way; every key sent is acknowledged afterwards. */
  finish(): Promise<void>;
}

const TWICE_AT_ONCE = 0.15;
const REQUEST_MS_MAX = 15_000;
/** A key that is not acknowledged within this time is given up and complained of. */
const KEY_MS_MAX = 90_000;
const TEXTS = 4000;

/** Clients that file without a pause and repeat every request until it is acknowledged, under the same key. */
export function startClients(url: string, count: number, seed: number): Clients {
  const filings = inventFilings(seed, TEXTS);
  const acknowledged: Acknowledged[] = [];
  const sent = new Set<string>();
  const complaints: string[] = [];
  const counts = { requests: 0, broken: 0, unavailable: 0, repeated: 0 };
  let stopped = false;
  let next = 0;

  const ask = async (key: string, body: string): Promise<FiledAppeal | null> => {
    counts.requests += 1;
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${url}/api/appeals`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body,
        signal: AbortSignal.timeout(REQUEST_MS_MAX),
      });
      text = await answer.text();
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') complaints.push(`no answer within ${REQUEST_MS_MAX} ms`);
      counts.broken += 1;
      return null;
    }
    if (answer.ok) {
      const filed = JSON.parse(text) as FiledAppeal;
      if (filed.repeated) counts.repeated += 1;
      return filed;
    }
    counts.unavailable += 1;
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    if (answer.status !== 503 || !isProblem || !answer.headers.get('retry-after'))
      complaints.push(`answer ${answer.status} without problem+json and Retry-After: ${text.slice(0, 200)}`);
    return null;
  };

  const fileOne = async (): Promise<void> => {
    const key = randomUUID();
    const body = JSON.stringify(filings[next++ % filings.length]);
    sent.add(key);
    const until = monotonicMs() + KEY_MS_MAX;
    for (let attempt = 0; monotonicMs() < until; attempt += 1) {
      const times = Math.random() < TWICE_AT_ONCE ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: times }, () => ask(key, body)));
      const filed = answers.filter((answer) => answer !== null);
      if (new Set(filed.map(({ id, number }) => `${id} ${number}`)).size > 1)
        complaints.push(`key ${key} was acknowledged as two appeals`);
      const [first] = filed;
      if (first) {
        acknowledged.push({ key, id: first.id, number: first.number });
        return;
      }
      await sleep(Math.min(500, 20 * (attempt + 1)));
    }
    complaints.push(`key ${key} was not acknowledged within ${KEY_MS_MAX} ms`);
  };
  const busy = async () => {
    while (!stopped) await fileOne();
  };
  const working = Promise.all(Array.from({ length: count }, busy));
  return {
    acknowledged,
    sent,
    complaints,
    counts,
    fileOne,
    async finish() {
      stopped = true;
      await working;
    },
  };
}
