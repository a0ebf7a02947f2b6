// A storm of VK deliveries: every event one to five times, in random order, from many connections, while the server is killed.
// Run by hand: npx tsx test/torture/channel-storm.ts [events] [kills]

import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { saveAccount } from '../../server/channels/index.ts';
import { type Random, seededRandom } from '../../server/demo/random.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import { transaction } from '../../server/platform/database/index.ts';
import { enqueueOutgoing } from '../../server/platform/outbox/index.ts';
import { freePort, launchServer, openStore, untilHealthy } from '../running-server.ts';
import { startVkPeer } from '../support/peers/vk-peer.ts';
import { killNow } from './kill.ts';

export interface StormOptions {
  dataFolder: string;
  events: number;
  kills: number;
  connections: number;
  /** Answers put into the outbox during the storm. */
  answers: number;
  seed: number;
}

export interface StormReport {
  deliveries: number;
  acknowledged: number;
  /** Milliseconds of acknowledged deliveries. */
  p50: number;
  p99: number;
  stored: number;
  messages: number;
  appeals: number;
  pending: number;
  answersSent: number;
  answersArrived: number;
  /** From the last acknowledgement to the last message in its case. */
  settleMs: number;
}

const SETTLED_WITHIN_MS = 300_000;

export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { dataFolder, events, kills, connections, answers, seed } = options;
  const random = seededRandom(seed);
  const peer = await startVkPeer();
  Object.assign(process.env, { STORM_VK_SECRET: 'storm-secret', STORM_VK_TOKEN: 'vk-token' });
  const first = await openStore(dataFolder);
  await saveAccount(first.pool, '54', {
    channel: 'vk',
    account: 'main',
    name: 'Буря',
    enabled: true,
    settings: { groupId: 1, base: peer.base },
    secrets: { secret: 'STORM_VK_SECRET', token: 'STORM_VK_TOKEN' },
  });
  await first.close();

  const port = await freePort();
  let server = launchServer({ dataFolder, port });
  await untilHealthy(server);
  const queue = shuffled(
    Array.from({ length: events }, (_, n) =>
      Array.from({ length: 1 + Math.floor(random.next() * 5) }, () => n),
    ).flat(),
    random,
  );
  const deliveries = queue.length;
  const times: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const client = async (): Promise<void> => {
    for (let n = queue.pop(); n !== undefined; n = queue.pop()) {
      // As VK does: until it hears «ok».
      for (;;) {
        const since = monotonicMs();
        if (await deliver(agent, port, bodyOf(n))) {
          times.push(monotonicMs() - since);
          break;
        }
        await sleep(100);
      }
    }
  };
  const clients = Promise.all(Array.from({ length: connections }, client));
  let calm = false;
  void clients.then(() => {
    calm = true;
  });
  for (let kill = 0; kill < kills; kill += 1) {
    const share = Math.round((deliveries * (kills - kill)) / (kills + 1));
    while (queue.length > share && !calm) await sleep(20);
    if (kill === 0) await putAnswers(dataFolder, answers);
    console.error(`kill ${kill + 1}: ${queue.length} of ${deliveries} deliveries left`);
    killNow(server.child.pid!);
    server = launchServer({ dataFolder, port });
    await untilHealthy(server);
  }
  await clients;
  console.error('all acknowledged');
  const since = monotonicMs();
  const store = await openStore(dataFolder);
  const count = async (sql: string) => (await store.pool.query(sql)).rows[0].n as number;
  try {
    while (
      monotonicMs() - since < SETTLED_WITHIN_MS &&
      (await count(`select count(*)::int as n from incoming_delivery where state = 'pending'`)) > 0
    )
      await sleep(200);
    const settleMs = monotonicMs() - since;
    console.error('all read');
    while (
      monotonicMs() - since < SETTLED_WITHIN_MS &&
      (await count(`select count(*)::int as n from outgoing_message where state in ('queued', 'sending')`)) >
        0
    )
      await sleep(500);
    times.sort((a, b) => a - b);
    return {
      deliveries,
      acknowledged: times.length,
      p50: times[Math.floor(times.length * 0.5)]!,
      p99: times[Math.floor(times.length * 0.99)]!,
      stored: await count('select count(*)::int as n from incoming_delivery'),
      messages: await count(`select count(*)::int as n from conversation_message where direction = 'in'`),
      appeals: await count(`select count(*)::int as n from appeal where channel = 'vk'`),
      pending: await count(`select count(*)::int as n from incoming_delivery where state <> 'done'`),
      answersSent: await count(`select count(*)::int as n from outgoing_message where state = 'sent'`),
      answersArrived: peer.sent.length,
      settleMs,
    };
  } finally {
    await store.close();
    agent.destroy();
    await server.stop();
    await peer.close();
  }
}

async function putAnswers(dataFolder: string, answers: number): Promise<void> {
  const store = await openStore(dataFolder);
  try {
    await transaction(store.pool, async (client) => {
      for (let n = 0; n < answers; n += 1) {
        await enqueueOutgoing(client, {
          regionId: '54',
          appealId: null,
          channel: 'vk',
          recipient: 'wall-1_1',
          text: `Ответ ${n}`,
          dedupeKey: `storm ${n}`,
          now: new Date(),
        });
      }
    });
  } finally {
    await store.close();
  }
}

/** Eight residents to a post, so that some words join a case and most begin one. */
function bodyOf(n: number): string {
  return JSON.stringify({
    type: 'wall_reply_new',
    event_id: `storm-${n}`,
    group_id: 1,
    v: '5.199',
    secret: 'storm-secret',
    object: {
      id: n + 1,
      from_id: 1000 + n,
      owner_id: -1,
      post_id: 1 + Math.floor(n / 8),
      date: 1_763_000_000 + n,
      text: `На улице Лесной, ${n}, не убирают снег`,
    },
  });
}

function deliver(agent: Agent, port: number, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/hooks/vk/54/main',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        timeout: 10_000,
      },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve(answer.statusCode === 200 && text === 'ok'));
        answer.on('error', () => resolve(false));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end(body);
  });
}

function shuffled<T>(items: T[], random: Random): T[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random.next() * (at + 1));
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
  return items;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [events = 20_000, kills = 10] = process.argv.slice(2).map(Number);
  const dataFolder = mkdtempSync(join(tmpdir(), 'otklik-storm-'));
  const report = await runStorm({ dataFolder, events, kills, connections: 16, answers: 100, seed: 1 });
  rmSync(dataFolder, { recursive: true, force: true });
  console.log(report);
  const whole = report.stored === events && report.messages === events && report.pending === 0;
  console.log(
    whole && report.answersArrived === 100 ? 'Nothing lost, nothing twice.' : 'NOT what was promised.',
  );
  process.exit(whole ? 0 : 1);
}
