import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

/** A Friday noon in Novosibirsk, four weeks after the process changed. */
const NOW = new Date('2021-10-29T05:00:00Z');
const clock: Clock = { now: () => NOW };
const server = withServer({ clock });
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Ten in the morning of a day in Novosibirsk. */
const morning = (day: string) => new Date(`${day}T03:00:00Z`);
interface Made {
  filed: Date;
  days: number;
  rating?: number;
  organisation?: string;
}

let head: Client;
let made: Made[];

/**
 * Two years of answers as the founding documents tell them: 2020 — fourteen days on average, up to 31; 2021 — seven on average and
 * never more than twenty.
 */
function twoYears(): Made[] {
  const all: Made[] = [];
  const add = (day: string, days: number, more: Partial<Made> = {}) =>
    all.push({ filed: morning(day), days, ...more });
  for (const month of ['06', '07', '08']) {
    for (const days of [2, 5, 12, 20, 31]) add(`2020-${month}-03`, days, { rating: days > 10 ? 2 : 4 });
    for (const days of [1, 2, 4, 8, 20]) add(`2021-${month}-03`, days, { rating: days > 10 ? 3 : 5 });
  }
  return all;
}

beforeAll(async () => {
  head = await server.as('head');
  made = twoYears();
  await put(made);
});

async function put(cases: readonly Made[]): Promise<void> {
  const results = await fill(
    server,
    cases.map(({ filed, organisation = 'mintrans' }) => ({
      message: { filedAt: filed },
      decision: {
        topic: 'roads.potholes',
        municipality: '50708000',
        organisation,
        state: 'auto' as const,
        deadlineSteps: [
          { step: 'final_answer', dueAt: new Date(filed.getTime() + 15 * DAY).toISOString(), source: '' },
        ],
      },
    })),
  );
  for (const [n, { appealId }] of results.entries()) {
    const { filed, days, rating } = cases[n]!;
    await server.database.pool.query(
      `update appeal set status = 'closed', outcome = 'solved', due_at = null, answered_at = $2, closed_at = $2, rating = $3,
              first_answer_at = $4 where appeal_id = $1`,
      [
        appealId,
        new Date(filed.getTime() + days * DAY),
        rating ?? null,
        new Date(filed.getTime() + 2 * HOUR),
      ],
    );
  }
}

const figuresOf = async (person: Client, query: Record<string, string>) => {
  const report = await person.call('kpi', { query });
  return Object.fromEntries(report.rows.map((row) => [row.id, row]));
};

test('what bureaucracy costs: steps of approval, time in each status, the fast track, the same spot again', async () => {
  const [executor, approver] = await Promise.all(
    ['mintrans-executor', 'mintrans-approver'].map((login) => server.as(login)),
  );
  const spot = {
    municipality: '50708000',
    topic: 'roads.lighting',
    organisation: 'mintrans',
    state: 'auto' as const,
    lat: 54.75,
    lon: 83.1,
  };
  const { pool } = server.database;
  const at = new Date(NOW.getTime() - 5 * DAY);
  const [first] = await fill(server, [
    { message: { filedAt: at }, decision: { ...spot, policy: 'pos-fast-track' } },
  ]);
  const id = first!.appealId;
  const act = async (by: Client, body: CaseActionInput) => {
    const { version } = await by.call('appeal', { params: { id } });
    return by.call('actOnCase', { params: { id }, body, headers: { 'if-match': `"${version}"` } });
  };
  await act(executor!, { action: 'take' });
  const draft = await executor!.call('saveDraft', {
    params: { id },
    body: {
      understood: 'Здравствуйте! Вы пишете о фонаре.',
      cause: 'Лампа перегорела.',
      plan: 'Лампу заменили.',
      outcome: 'solved',
    },
  });
  await act(executor!, { action: 'submit', draft: draft.id });
  await act(approver!, { action: 'approve' });
  // Answered four days ago, after a day; it waited six hours for its approver.
  await pool.query(`update appeal set answered_at = $2 where appeal_id = $1`, [
    id,
    new Date(at.getTime() + DAY),
  ]);
  await pool.query(`update approval set waits_since = at - interval '6 hours' where appeal_id = $1`, [id]);
  await pool.query(
    `update event set at = case type when 'appeal.registered' then $2::timestamptz when 'case.taken' then $2::timestamptz + interval '2 hours'
       when 'case.submitted' then $2::timestamptz + interval '18 hours' else $2::timestamptz + interval '24 hours' end where appeal_id = $1`,
    [id, at],
  );
  // Three days later the lamp is out again, forty metres away; another one far off.
  await fill(server, [
    {
      message: { filedAt: new Date(at.getTime() + 4 * DAY) },
      decision: { ...spot, lat: 54.7502, policy: 'pos-ordinary' },
    },
    {
      message: { filedAt: new Date(at.getTime() + 4 * DAY) },
      decision: { ...spot, lat: 54.9, policy: 'pos-ordinary' },
    },
  ]);
  const query = { from: '2021-10-20', to: '2021-10-29', topic: 'roads.lighting' };
  const report = await head.call('kpi', { query });
  const value = (of: string) => report.rows.find((row) => row.id === of)!.figure;
  expect(value('fast_track_share')).toEqual({ value: 1 / 3, n: 3 });
  expect(value('recurred_share')).toEqual({ value: 1 / 3, n: 3 });
  expect(value('approval_steps')).toEqual({ value: 1, n: 1 });
  expect(value('approval_hours')).toEqual({ value: 6, n: 1 });
  expect(report.steps).toEqual({
    cases: 1,
    rows: [
      { status: 'routed', hours: 2, share: 2 / 24, n: 1 },
      { status: 'in_work', hours: 16, share: 16 / 24, n: 1 },
      { status: 'approval', hours: 6, share: 6 / 24, n: 1 },
    ],
  });
  const { rows } = await pool.query('select count(*)::int as n from organisation');
  expect(
    report.coverage.reduce((sum, row) => sum + row.connected + row.started + row.in_progress + row.none, 0),
  ).toBe(rows[0].n);
  await pool.query(`delete from appeal where topic = 'roads.lighting'`);
});

test('a stage of connection is changed by whoever looks after the people, and by nobody else', async () => {
  const administrator = await server.as('administrator');
  const { rows } = await head.call('connections');
  const { code, stage } = rows[0]!;
  const next = stage === 'none' ? 'started' : 'none';
  expect((await head.ask('saveConnection', { params: { code }, body: { stage: next } })).status).toBe(403);
  expect(
    (await administrator.ask('saveConnection', { params: { code: 'ghost' }, body: { stage: next } })).status,
  ).toBe(404);
  await administrator.call('saveConnection', { params: { code }, body: { stage: next } });
  expect((await head.call('connections')).rows.find((row) => row.code === code)!.stage).toBe(next);
  await administrator.call('saveConnection', { params: { code }, body: { stage } });
});

describe('indicators', () => {
  test('fourteen days on average became seven, and none longer than twenty; every figure with its n', async () => {
    const rows = await figuresOf(head, { from: '2021-05-01', to: '2021-09-30' });
    expect(rows.consideration_mean).toMatchObject({
      figure: { value: 7, n: 15 },
      yearBefore: { value: 14, n: 15 },
      target: { atMost: 7 },
    });
    expect(rows.consideration_max).toMatchObject({ figure: { value: 20 }, yearBefore: { value: 31 } });
    expect(rows.consideration_median!.figure.value).toBe(4);
    expect(rows.consideration_p90!.figure.value).toBe(20);
    // Two of five took longer than fifteen days in 2020, one of five in 2021.
    expect(rows.overdue_share).toMatchObject({ figure: { value: 0.2, n: 15 }, yearBefore: { value: 0.4 } });
    expect(rows.within_norm!.figure.value).toBe(0.8);
    expect(rows.first_answer_median).toMatchObject({ figure: { value: 2, n: 15 } });
    expect(rows.satisfied).toMatchObject({ figure: { value: 0.8, n: 15 }, yearBefore: { value: 0.4 } });
    expect(rows.accepted!.figure).toEqual({ value: 15, n: 15 });
    // 3 August and so on, each within the month of its answer.
    const series = rows.processed!.series.map(({ value }) => value ?? 0);
    expect(series.reduce((sum, value) => sum + value, 0)).toBe(15);
  });

  test('equal what a reader of the rows counts by himself', async () => {
    const rows = await figuresOf(head, { from: '2021-06-01', to: '2021-06-30' });
    const inJune = made.filter(({ filed, days }) => {
      const at = new Date(filed.getTime() + days * DAY).toISOString();
      return at >= '2021-06-01' && at < '2021-06-30T17';
    });
    const mean = inJune.reduce((sum, { days }) => sum + days, 0) / inJune.length;
    expect(inJune.length).toBeGreaterThan(3);
    expect(rows.consideration_mean!.figure).toEqual({ value: expect.closeTo(mean, 9), n: inJune.length });
    expect(rows.in_work!.figure.n).toBe(
      made.filter(({ filed, days }) => {
        const end = Date.parse('2021-06-30T17:00:00Z');
        return filed.getTime() < end && filed.getTime() + days * DAY >= end;
      }).length,
    );
  });

  test('with nothing to judge from say nothing, not zero', async () => {
    const rows = await figuresOf(head, { from: '2019-01-01', to: '2019-01-31' });
    expect(rows.consideration_mean!.figure).toEqual({ value: null, n: 0 });
    expect(rows.promises_kept!.figure).toEqual({ value: null, n: 0 });
  });

  test('are of one’s own cases only', async () => {
    await put([{ filed: morning('2021-06-03'), days: 3, organisation: 'minzhkh' }]);
    const all = await figuresOf(head, { from: '2021-06-01', to: '2021-06-30' });
    const scoped = await server.as('curator');
    await server.database.pool.query(
      `update account set scope_organisations = '{mintrans}' where login = 'curator'`,
    );
    const own = await figuresOf(scoped, { from: '2021-06-01', to: '2021-06-30' });
    expect(own.accepted!.figure.n).toBe(all.accepted!.figure.n - 1);
    const foreign = await figuresOf(scoped, {
      from: '2021-06-01',
      to: '2021-06-30',
      organisation: 'minzhkh',
    });
    expect(foreign.accepted!.figure.n).toBe(0);
    expect((await (await server.as(SCOPED_LOGINS.organisation)).ask('kpi', { query: {} })).status).toBe(403);
  });

  test('a period without end is refused in words', async () => {
    const answer = await head.ask('kpi', { query: { from: '2015-01-01', to: '2021-01-01' } });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('366');
  });
});

describe('a changed process', () => {
  test('five working days less in the first month, with interval and n', async () => {
    // Before the first of October 8…12 working days, after it 3…7: Mondays to Fridays without a holiday between.
    const before = [12, 14, 14, 14, 16].flatMap((days) =>
      [0, 1].map(() => ({ filed: morning('2021-09-01'), days })),
    );
    const after = [5, 7, 7, 7, 9].flatMap((days) =>
      [0, 1].map(() => ({ filed: morning('2021-10-06'), days })),
    );
    await put([...before, ...after].map((each) => ({ ...each, organisation: 'tuad' })));
    await head.call('addProcessVersion', {
      body: { title: 'Разбор двумя очередями', fromDay: '2021-10-01', organisation: 'tuad' },
    });
    const { rows } = await head.call('processEffect', { query: { days: 30 } });
    const [version] = rows;
    expect(version).toMatchObject({
      title: 'Разбор двумя очередями',
      complete: false,
      before: { n: 10, mean: 10, median: 10, max: 12 },
      after: { n: 10, mean: 5, median: 5, max: 7 },
    });
    expect(version!.change!.mean).toBeCloseTo(-5);
    expect(version!.change!.low).toBeLessThan(-5);
    expect(version!.change!.high).toBeLessThan(-3);
    expect(version!.change!.high).toBeGreaterThan(-5);
    await expect(
      head.call('addProcessVersion', { body: { title: 'Проба', fromDay: '2021-10-01', topic: 'нет такой' } }),
    ).rejects.toThrow('422');
  });
});
