import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { addAccount } from '../../server/access/index.ts';
import { seededRandom } from '../../server/demo/random.ts';
import { monotonicMs, systemClock } from '../../server/platform/clock.ts';
import { freePort, openStore, type RunningServer, startServer } from '../running-server.ts';
import { cpuMs } from './cpu-time.ts';
import { prepareFullStore } from './full-store.ts';
import { type Figure, quantile, type Result } from './report.ts';

const OPEN = 30_000;
const EXECUTORS = 50;
const BOARDS = 200;
const WORK_MS = 90_000;
/** A person reads and writes between two presses; nobody is so quick, so the figure is on the safe side. */
const THINK_MS = { least: 500, most: 2500 };
const PASSWORD = 'пароль для измерений';
const MARK = 'board-store.json';
const BODIES = ['minzhkh', 'mintrans', 'mintrud', 'minzdrav', 'minobr'];

interface Options {
  keep?: string;
}

/** The board of the head over a million cases, 30 000 of them open, over HTTP. */
export async function benchBoard({ keep }: Options): Promise<Result> {
  return withOffice(keep, async (server) => {
    const cookie = await signIn(server.url, 'bench-head');
    const ask = async (query: string) => {
      const begin = monotonicMs();
      const answer = await fetch(`${server.url}/api/board${query}`, { headers: { cookie } });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${body}`);
      return monotonicMs() - begin;
    };
    const timed = async (query: string) => {
      for (let warm = 0; warm < 5; warm += 1) await ask(query);
      const times: number[] = [];
      for (let count = 0; count < BOARDS; count += 1) times.push(await ask(query));
      return times;
    };
    const whole = await timed('');
    const people = await timed(`?by=assignee&organisation=${BODIES[0]}`);
    const once = async (path: string) => {
      const begin = monotonicMs();
      const answer = await fetch(server.url + path, { headers: { cookie } });
      await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return monotonicMs() - begin;
    };
    const register: number[] = [];
    for (let count = 0; count < 40; count += 1) register.push(await once('/api/overdue?limit=100'));
    const quarter = [await once('/api/kpi')];
    return {
      bench: 'board',
      notes: [
        `A million appeals, ${OPEN} of them open, 20 000 promises, 6 000 rungs of the ladder; one request after another over HTTP.`,
        'KPIs: all of them for 90 days, the same days a year before and twelve months.',
      ],
      figures: [
        ms('board by body', whole, 0.5),
        ms('board by body', whole, 0.95, { atMost: 100 }),
        ms('board by person of one body', people, 0.5),
        ms('board by person of one body', people, 0.95, { atMost: 100 }),
        ms('register of overdue, 100 rows', register, 0.5),
        ms('register of overdue, 100 rows', register, 0.95),
        ms('all KPIs of 90 days, once', quarter, 0.5),
      ],
    };
  });
}

/** Fifty executors at work at once: list, card, take, draft, submit, next; their server and this generator share the machine. */
export async function benchExecutors({ keep }: Options): Promise<Result> {
  return withOffice(keep, async (server) => {
    const times = new Map<string, number[]>();
    const refused = new Map<string, number>();
    const before = cpuMs(server.child.pid!);
    const until = monotonicMs() + WORK_MS;
    await Promise.all(
      Array.from({ length: EXECUTORS }, (_, number) => work(server, number, until, times, refused)),
    );
    const all = [...times.values()].flat();
    const spent = (cpuMs(server.child.pid!) ?? Number.NaN) - (before ?? Number.NaN);
    const figures: Figure[] = [...times].flatMap(([name, each]) => [
      ms(name, each, 0.5),
      ms(name, each, 0.95, { atMost: 150 }),
    ]);
    return {
      bench: 'executors',
      notes: [
        `${EXECUTORS} people of ${BODIES.length} bodies for ${WORK_MS / 1000} s, ${THINK_MS.least}–${THINK_MS.most} ms between two presses, ${all.length} requests.`,
        `Refused because a colleague was quicker: ${[...refused].map(([name, count]) => `${name} ${count}`).join(', ') || 'none'}.`,
      ],
      figures: [
        ...figures,
        ms('any action', all, 0.95, { atMost: 150 }),
        { name: 'processor time of the server, an action', value: spent / all.length, unit: 'ms' },
      ],
    };
  });
}

async function work(
  server: RunningServer,
  number: number,
  until: number,
  times: Map<string, number[]>,
  refused: Map<string, number>,
): Promise<void> {
  const random = seededRandom(100 + number);
  const cookie = await signIn(server.url, `bench-executor-${number}`);
  const think = () => sleep(random.whole(THINK_MS.least, THINK_MS.most));
  const press = async (name: string, path: string, init: { body?: unknown; version?: number } = {}) => {
    const begin = monotonicMs();
    const answer = await fetch(server.url + path, {
      method: init.body === undefined ? 'GET' : 'POST',
      headers: {
        cookie,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(init.version === undefined ? {} : { 'if-match': `"${init.version}"` }),
      },
      body: init.body === undefined ? undefined : JSON.stringify(init.body),
    });
    const text = await answer.text();
    times.set(name, [...(times.get(name) ?? []), monotonicMs() - begin]);
    if (answer.status === 412 || answer.status === 409 || answer.status === 422) {
      refused.set(name, (refused.get(name) ?? 0) + 1);
      return null;
    }
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const some = (rows: { id: string }[]) => (rows.length === 0 ? [] : [1, 2, 3].map(() => random.pick(rows)));
  await sleep(random.whole(0, THINK_MS.most));
  while (monotonicMs() < until) {
    const list = await press('list by time left', '/api/appeals?status=routed,in_work&sort=due&limit=50');
    await think();
    for (const { id } of some(list.rows)) {
      const card = await press('card', `/api/appeals/${id}`);
      await think();
      const take = { action: 'take' };
      const taken = await press('take', `/api/appeals/${id}/actions`, { body: take, version: card.version });
      if (!taken) continue;
      await think();
      const blocks = {
        understood: 'Вы пишете о непорядке во дворе и просите его устранить.',
        cause: 'Подрядчик сорвал график работ.',
        plan: 'Работы выполнены, мастер проверил результат на месте.',
        outcome: 'solved',
      };
      const draft = await press('save a draft', `/api/appeals/${id}/drafts`, { body: blocks });
      await think();
      await press('submit', `/api/appeals/${id}/actions`, {
        body: { action: 'submit', draft: draft.id },
        version: taken.version,
      });
      await think();
    }
  }
}

async function withOffice(
  keep: string | undefined,
  measure: (server: RunningServer) => Promise<Result>,
): Promise<Result> {
  const dataFolder = keep ?? mkdtempSync(join(tmpdir(), 'otklik-bench-board-'));
  await prepareFullStore(dataFolder, (line) => console.error(line));
  const store = await openStore(dataFolder);
  if (!existsSync(join(dataFolder, MARK))) {
    await prepareOffice(store.pool);
    writeFileSync(join(dataFolder, MARK), JSON.stringify({ open: OPEN }));
  }
  await store.close();
  const server = await startServer({ dataFolder, port: await freePort() });
  try {
    return await measure(server);
  } finally {
    await server.stop();
    if (!keep) rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** The newest 30 000 are open, spread over bodies, people and terms; everything older is closed. */
async function prepareOffice(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  await client.query('set statement_timeout = 0');
  const now = systemClock.now();
  await client.query(
    `create temp table chosen as select appeal_id, row_number() over (order by filed_at desc, appeal_id) as n
       from appeal where region_id = '54' order by filed_at desc, appeal_id limit ${OPEN}`,
  );
  await client.query(
    `update appeal a set status = 'closed', due_at = null, closed_at = coalesce(closed_at, filed_at + interval '6 days'),
            outcome = coalesce(outcome, 'explained')
      where region_id = '54' and status not in ('closed', 'rejected', 'withdrawn')
        and not exists (select 1 from chosen c where c.appeal_id = a.appeal_id)`,
  );
  await client.query(
    `update appeal a set status = (array['routed','in_work','in_work','interim_answer','approval','reopened'])[1 + c.n % 6],
            closed_at = null, outcome = null, due_at = $1::timestamptz + make_interval(hours => ((c.n * 37) % 720)::int - 96),
            reopenings = (c.n % 19 = 0)::int, escalation = case when c.n % 9 = 0 then 2 else 0 end,
            organisation = case when c.n % 3 = 0 then ($2::text[])[1 + (c.n / 3) % 5] else a.organisation end,
            assignee = case when c.n % 2 = 0 then 'bench-executor-' || (c.n / 2 % ${EXECUTORS}) end
       from chosen c where a.region_id = '54' and a.appeal_id = c.appeal_id`,
    [now, BODIES],
  );
  await client.query(
    `insert into promise (region_id, promise_id, appeal_id, organisation, made_at, login, text, until, state)
     select '54', gen_random_uuid(), appeal_id, organisation, filed_at, 'x', 'Сделаем', ($1::timestamptz + interval '9 days')::date,
            (array['open','kept','kept','broken'])[1 + row_number() over () % 4]
       from appeal where region_id = '54' order by filed_at desc limit 20000`,
    [now],
  );
  await client.query(
    `insert into escalation (region_id, escalation_id, appeal_id, level, why, at, to_role, to_organisation)
     select '54', gen_random_uuid(), appeal_id, 2, 'overdue', $1, 'approver', organisation
       from appeal where region_id = '54' and escalation > 0 limit 6000`,
    [now],
  );
  for (const table of ['appeal', 'promise', 'escalation']) await client.query(`vacuum analyze ${table}`);
  client.release();
  await addAccount(pool, '54', { login: 'bench-head', name: 'Измерение', password: PASSWORD, role: 'head' });
  for (let number = 0; number < EXECUTORS; number += 1)
    await addAccount(pool, '54', {
      login: `bench-executor-${number}`,
      name: `Измерение ${number}`,
      password: PASSWORD,
      role: 'executor',
      organisation: BODIES[number % BODIES.length]!,
    });
}

async function signIn(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

function ms(name: string, times: readonly number[], share: number, goal?: Figure['goal']): Figure {
  return { name: `${name}, p${share * 100}`, value: quantile(times, share), unit: 'ms', goal };
}
