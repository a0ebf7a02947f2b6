// One file for all stories of control: longer than most, because each needs the same running server and the same moving clock.
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import { BOARD_COLUMNS, boardFilter } from '../../contract/control.ts';
import type { AppealFilterQuery } from '../../contract/filters.ts';
import { STATUSES } from '../../contract/vocabulary.ts';
import { doneOn } from '../../test/support/act-on.ts';
import { type Client, Refused } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';
import { startTicks } from './ticks.ts';

let shiftMs = 0;
/** A Monday, ten in the morning in Novosibirsk. */
const START = Date.parse('2026-11-23T03:00:00Z');
const clock: Clock = { now: () => new Date(START + shiftMs) };
const server = withServer({ clock });
const DAY = 86_400_000;
const HOUR = 3_600_000;

let executor: Client;
let approver: Client;
let head: Client;
let controller: Client;

beforeAll(async () => {
  [executor, approver, head, controller] = (await Promise.all(
    ['mintrans-executor', 'mintrans-approver', 'head', 'quality_controller'].map((login) => server.as(login)),
  )) as [Client, Client, Client, Client];
  // The clock of these stories runs for months.
  await server.database.pool.query(`update session set expires_at = '2100-01-01'`);
});

const ticks = () => server.app.context.region('54').ticks;
const tick = async () => (await ticks().run())!;
const row = async (id: string) =>
  (await server.database.pool.query('select * from appeal where appeal_id = $1', [id])).rows[0];
const eventsOf = async (id: string) =>
  (
    await server.database.pool.query(
      'select type, data from event where appeal_id = $1 order by transaction_id, seq',
      [id],
    )
  ).rows as { type: string; data: Record<string, unknown> }[];
const done = (id: string, by: Client, body: CaseActionInput) => doneOn(server, by, id, body);
const dayAhead = (days: number) =>
  new Date(clock.now().getTime() + days * DAY + 7 * HOUR).toISOString().slice(0, 10);

async function filed(): Promise<string> {
  const [one] = await fill(server, [
    {
      message: { filedAt: clock.now() },
      decision: {
        topic: 'roads.potholes',
        municipality: '50708000',
        organisation: 'mintrans',
        state: 'auto',
      },
    },
  ]);
  return one!.appealId;
}

async function answered(outcome: 'solved' | 'not_solved' = 'solved', planDate?: string): Promise<string> {
  const id = await filed();
  await done(id, executor, { action: 'take' });
  const draft = await executor.call('saveDraft', {
    params: { id },
    body: {
      understood: 'Вы пишете о яме на Лесной.',
      cause: 'Размыло основание.',
      plan: 'Яму засыпали и закатали вчера, мастер Иванов.',
      outcome,
      ...(planDate ? { planDate } : {}),
    },
  });
  await done(id, executor, { action: 'submit', draft: draft.id });
  await done(id, approver, { action: 'approve' });
  return id;
}

describe('what time itself does to a case', () => {
  test('a postponed case goes on upon its day, not before, and two processes do it once', async () => {
    shiftMs = 0;
    const id = await filed();
    await done(id, executor, { action: 'take' });
    await done(id, approver, {
      action: 'postpone',
      why: 'season',
      reason: 'Асфальт кладут весной',
      until: dayAhead(3),
    });
    shiftMs = 3 * DAY;
    await tick();
    expect(await row(id)).toMatchObject({ status: 'postponed' });
    shiftMs = 3 * DAY + 15 * HOUR;
    const rounds = await Promise.all([ticks().run(), ticks().run()]);
    expect(rounds[0]!.resume).toEqual({ done: 1, left: 0 });
    expect(rounds[1]!.resume).toEqual({ done: 0, left: 0 });
    expect(await row(id)).toMatchObject({ status: 'in_work', held_until: null });
    expect((await eventsOf(id)).filter(({ type }) => type === 'case.resumed')).toHaveLength(1);
  });

  test('a case that waits for the resident goes on when he has answered in the thread, not by an older word of his', async () => {
    const id = await filed();
    await done(id, executor, { action: 'take' });
    const say = (text: string) =>
      server.database.pool.query(
        `insert into conversation_message (region_id, message_id, appeal_id, channel, account, thread_key, direction, author, text, at, state)
         values ('54', gen_random_uuid(), $1, 'vk', 'main', 'wall-1', 'in', 'resident', $2, $3, 'received')`,
        [id, text, clock.now()],
      );
    await say('Здравствуйте');
    shiftMs += HOUR;
    await done(id, executor, {
      action: 'ask_resident',
      text: 'У какого дома это случилось?',
      until: dayAhead(10),
    });
    await tick();
    expect((await row(id)).status).toBe('postponed');
    shiftMs += HOUR;
    await say('У дома 5');
    await tick();
    expect(await row(id)).toMatchObject({ status: 'in_work', held_until: null });
  });

  test('while another process holds the lock nothing is done', async () => {
    const client = await server.database.pool.connect();
    await client.query(`select pg_advisory_lock(hashtext('otklik.ticks'), hashtext('54'))`);
    expect(await ticks().run()).toBeNull();
    await client.query(`select pg_advisory_unlock(hashtext('otklik.ticks'), hashtext('54'))`);
    client.release();
    expect(await ticks().run()).not.toBeNull();
  });

  test('an answer nobody verified is asked about; without a rating the case closes as it was answered', async () => {
    shiftMs = 10 * DAY;
    const id = await answered();
    const hard = await answered();
    await server.database.pool.query('update appeal set complex = true where appeal_id = $1', [hard]);
    shiftMs = 19 * DAY;
    await tick();
    expect(await row(id)).toMatchObject({ status: 'awaiting_rating' });
    shiftMs = 45 * DAY;
    await tick();
    expect(await row(id)).toMatchObject({
      status: 'closed',
      outcome: 'solved',
      outcome_reason: 'Нет ответа от автора',
    });
    // A difficult case is closed by a person.
    expect(await row(hard)).toMatchObject({ status: 'awaiting_rating' });
  });

  test('a promise whose day passed is broken, told in the log and escalated to the curator, once', async () => {
    shiftMs = 50 * DAY;
    const id = await answered('not_solved', dayAhead(5));
    shiftMs = 55 * DAY;
    await tick();
    expect((await eventsOf(id)).some(({ type }) => type === 'promise.broken')).toBe(false);
    shiftMs = 56 * DAY;
    await tick();
    await tick();
    const events = await eventsOf(id);
    expect(events.filter(({ type }) => type === 'promise.broken')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'case.escalated').map(({ data }) => data.rung)).toEqual([
      'promise_broken',
    ]);
    expect(await row(id)).toMatchObject({ escalation: 3 });
    const curator = await server.as('curator');
    const list = await curator.call('escalations', { query: { waiting: '1', rung: 'promise_broken' } });
    const escalation = list.rows.find(({ appealId }) => appealId === id)!;
    expect(escalation).toMatchObject({ mine: true, toRole: 'curator', acknowledgedBy: null });
    // The quality controller sees it, but it is not his to take.
    await expect(
      controller.call('acknowledgeEscalation', { params: { id: escalation.id } }),
    ).rejects.toMatchObject({ status: 403 });
    const taken = await curator.call('acknowledgeEscalation', { params: { id: escalation.id } });
    expect(taken).toMatchObject({ acknowledgedBy: 'curator' });
    await head.call('acknowledgeEscalation', { params: { id: escalation.id } });
    expect((await eventsOf(id)).filter(({ type }) => type === 'case.escalation_acknowledged')).toHaveLength(
      1,
    );
  });

  test('the ladder: a warning to the body, over its head when late, to the head of the centre after five days', async () => {
    shiftMs = 60 * DAY;
    const id = await filed();
    await done(id, executor, { action: 'take' });
    const { due_at: due } = await row(id);
    const rungs = async () =>
      (await eventsOf(id)).filter(({ type }) => type === 'case.escalated').map(({ data }) => data.rung);
    shiftMs = due.getTime() - START - HOUR;
    await tick();
    expect(await rungs()).toEqual(['warning']);
    const mine = await approver.call('escalations', { query: { waiting: '1', rung: 'warning' } });
    expect(mine.rows.find(({ appealId }) => appealId === id)).toMatchObject({
      mine: true,
      toOrganisation: 'mintrans',
    });
    shiftMs = due.getTime() - START + HOUR;
    await tick();
    await tick();
    expect(await rungs()).toEqual(['warning', 'overdue']);
    shiftMs += 12 * DAY;
    await tick();
    expect(await rungs()).toEqual(['warning', 'overdue', 'long_overdue']);
    const { version } = await row(id);
    await tick();
    expect(await row(id)).toMatchObject({ escalation: 3, version });
    const overdue = await head.call('overdue', { query: { organisation: 'mintrans' } });
    const late = overdue.rows.find((each) => each.id === id)!;
    expect(late).toMatchObject({
      heldBy: 'mintrans-executor',
      heldByOrganisation: 'mintrans',
      escalations: 3,
    });
    expect(late.daysLate).toBeGreaterThanOrEqual(5);
    // Passed on when it was late already: the register still says who had it.
    await done(id, executor, { action: 'transfer', organisation: 'minzhkh', reason: 'Это внутри двора' });
    const after = await head.call('overdue', { query: { organisation: 'minzhkh' } });
    const moved = after.rows.find((each) => each.id === id);
    if (moved) expect(moved).toMatchObject({ heldByOrganisation: 'mintrans', heldBy: 'mintrans-executor' });
    const file = await (await head.ask('overdueFile', { query: {} })).text();
    expect(file.split('\n').length - 2).toBe((await head.call('overdue')).total);
  });
});

describe('proof of the solution', () => {
  const photo = async (id: string, lat: number, takenAt: Date) =>
    (
      await server.database.pool.query(
        `insert into attachment (region_id, attachment_id, appeal_id, at, login, purpose, name, content_type, bytes, content, taken_at, lat, lon, scan)
         values ('54', gen_random_uuid(), $1, $2, 'x', 'after', 'foto.jpg', 'image/jpeg', 1, '\\x00', $2, $3, 83.1, 'clean')
         returning attachment_id`,
        [id, takenAt, lat],
      )
    ).rows[0].attachment_id as string;

  test('photos are held against the place and times of the case; another case’s photo is no proof', async () => {
    shiftMs = 90 * DAY;
    const id = await answered();
    const other = await filed();
    await server.database.pool.query('update appeal set lat = 54.75, lon = 83.1 where appeal_id = $1', [id]);
    const near = await photo(id, 54.7501, clock.now());
    const far = await photo(id, 55.1, new Date(clock.now().getTime() - 300 * DAY));
    const foreign = await photo(other, 54.75, clock.now());
    const confirm = (attachments: string[]) => ({
      action: 'confirm_solution' as const,
      how: 'photo' as const,
      attachments,
    });
    await expect(done(id, controller, confirm([near, foreign]))).rejects.toThrow('422');
    expect(await row(id)).toMatchObject({ status: 'answered' });
    await done(id, controller, confirm([near, far]));
    const { life } = await controller.call('appeal', { params: { id } });
    const resultOf = (photoId: string, name: string) =>
      life.verifications[0]!.checks.find(({ photo, check }) => photo === photoId && check === name)?.result;
    expect([resultOf(near, 'place'), resultOf(near, 'after_filing')]).toEqual(['passed', 'passed']);
    expect([resultOf(far, 'place'), resultOf(far, 'after_filing')]).toEqual(['failed', 'failed']);
  });
});

describe('answers that are looked at', () => {
  test('bad ratings and returns come without a lot; rework sends the case back to somebody else', async () => {
    shiftMs = 120 * DAY;
    const bad = await answered();
    await server.database.pool.query(
      `insert into rating (region_id, rating_id, appeal_id, at, stars) values ('54', gen_random_uuid(), $1, $2, 1)`,
      [bad, clock.now()],
    );
    await tick();
    const queue = await controller.call('qualityQueue', { query: {} });
    const item = queue.rows.find(({ appealId }) => appealId === bad)!;
    expect(item).toMatchObject({ sampledWhy: 'low_rating', organisation: 'mintrans' });
    expect(item.suggested.plan).toBe('no');
    const marks = Object.fromEntries(queue.checklist.map(({ id }) => [id, 'yes' as const]));
    await expect(
      controller.call('reviewAnswer', { params: { id: item.id }, body: { marks: {}, verdict: 'pass' } }),
    ).rejects.toThrow('422');
    await expect(
      controller.call('reviewAnswer', { params: { id: item.id }, body: { marks, verdict: 'rework' } }),
    ).rejects.toThrow('422');
    const reviewed = await controller.call('reviewAnswer', {
      params: { id: item.id },
      body: { marks: { ...marks, essence: 'no' }, verdict: 'rework', comment: 'Не сказано, когда засыпали' },
    });
    expect(reviewed).toMatchObject({ verdict: 'rework', status: 'reopened' });
    expect(reviewed.score).toBeCloseTo(11 / 14);
    expect(await row(bad)).toMatchObject({ status: 'reopened', assignee: null, reopenings: 1 });
    await expect(
      controller.call('reviewAnswer', { params: { id: item.id }, body: { marks, verdict: 'pass' } }),
    ).rejects.toThrow('409');
    const { scores } = await controller.call('qualityQueue', { query: {} });
    expect(scores).toEqual([expect.objectContaining({ organisation: 'mintrans', n: 1, rework: 1 })]);
  });

  test('each answer is drawn at most once, however often the clock ticks', async () => {
    await tick();
    await tick();
    const twice = await server.database.pool.query(
      'select answer_id from quality_review group by 1 having count(*) > 1',
    );
    expect(twice.rows).toEqual([]);
  });
});

describe('the board', () => {
  const ORGANISATIONS = ['mintrans', 'minzhkh', 'centre'];
  beforeAll(async () => {
    shiftMs = 200 * DAY;
    const now = clock.now().getTime();
    const results = await fill(
      server,
      [...Array(180)].map((_, n) => {
        const status = STATUSES[n % STATUSES.length]!;
        const closed = ['rejected', 'withdrawn', 'closed'].includes(status);
        return {
          message: {
            filedAt: new Date(now - n * HOUR),
            known: { status, ...(closed ? { outcome: 'explained' as const, closedAt: new Date(now) } : {}) },
          },
          decision: {
            topic: n % 3 === 0 ? 'roads.potholes' : null,
            municipality: n % 2 === 0 ? '50708000' : '50701000',
            organisation: ORGANISATIONS[n % 3]!,
            state: 'auto' as const,
          },
        };
      }),
    );
    const { pool } = server.database;
    for (const [n, { appealId }] of results.entries()) {
      const due = new Date(now + (n - 90) * 3 * HOUR);
      await pool.query(
        `update appeal set due_at = case when due_at is null then null else $2::timestamptz end, reopenings = $3, escalation = $4,
                assignee = $5 where appeal_id = $1`,
        [appealId, due, n % 5 === 0 ? 1 : 0, n % 7 === 0 ? 2 : 0, n % 4 === 0 ? 'mintrans-executor' : null],
      );
      if (n % 6 === 0)
        await pool.query(
          `insert into promise (region_id, promise_id, appeal_id, organisation, made_at, login, text, until, state)
           values ('54', gen_random_uuid(), $1, 'mintrans', $2, 'x', 'сделаем', '2030-01-01', $3)`,
          [appealId, clock.now(), n % 12 === 0 ? 'open' : 'broken'],
        );
    }
  });

  const lengthOf = async (person: Client, query: AppealFilterQuery) => {
    const list = await person.call('appeals', { query: { ...query, limit: 200 } });
    expect(list.rows).toHaveLength(list.total.count);
    return list.total.count;
  };

  test.each([
    ['head', {}],
    ['head', { municipality: '50708000' }],
    [SCOPED_LOGINS.organisation, {}],
    [SCOPED_LOGINS.municipality, {}],
    [SCOPED_LOGINS.sector, {}],
  ] as const)('each number of %s %o is the length of the list that it opens', async (login, filter) => {
    const person = await server.as(login);
    for (const by of ['organisation', 'assignee'] as const) {
      const board = await person.call('board', { query: { ...filter, by } });
      expect(board.rows.length).toBeGreaterThan(0);
      for (const { key, counts } of board.rows) {
        for (const column of BOARD_COLUMNS) {
          const query = { ...filter, [by]: key || '-', ...boardFilter(column) };
          expect({ key, column, count: await lengthOf(person, query) }).toEqual({
            key,
            column,
            count: counts[column],
          });
        }
      }
      for (const column of BOARD_COLUMNS)
        expect(board.sums[column]).toBe(board.rows.reduce((sum, each) => sum + each.counts[column], 0));
      const windows = (['overdue', 'today', 'tomorrow', 'week', 'later'] as const).map(
        (name) => board.sums[name],
      );
      expect(windows.reduce((sum, each) => sum + each, 0)).toBe(board.sums.owed);
      expect(Math.min(...windows)).toBeGreaterThan(0);
    }
  });

  test('nobody sees beyond his own: board, ladder, register, file, queue and figures', async () => {
    const own = await server.as(SCOPED_LOGINS.organisation);
    const board = await own.call('board', { query: {} });
    expect(board.rows.map(({ key }) => key)).toEqual(['mintrans']);
    // Asked for by name it is still not there.
    expect((await own.call('board', { query: { organisation: 'minzhkh' } })).sums.owed).toBe(0);
    expect((await own.call('overdue', { query: { organisation: 'minzhkh' } })).total).toBe(0);
    const file = await (await own.ask('overdueFile', { query: {} })).text();
    expect(file.split('\n').length - 2).toBe((await own.call('overdue')).total);
    expect((await own.call('overdue')).total).toBeLessThan((await head.call('overdue')).total);
    const berdsk = await server.as(SCOPED_LOGINS.municipality);
    const seen = await berdsk.call('overdue', { query: { limit: 500 } });
    expect(new Set(seen.rows.map(({ municipality }) => municipality))).toEqual(new Set(['50708000']));
    const foreign = (await head.call('escalations', { query: { limit: 200 } })).rows.find(
      ({ organisation }) => organisation !== 'mintrans',
    );
    if (foreign)
      await expect(own.call('acknowledgeEscalation', { params: { id: foreign.id } })).rejects.toBeInstanceOf(
        Refused,
      );
  });

  test('a standstill is caught up with in bounded rounds that say what is left', async () => {
    const { pool } = server.database;
    await pool.query(
      `update appeal set status = 'postponed', held_until = $1, due_at = $1 where appeal_id in
        (select appeal_id from appeal where status in ('closed', 'routed', 'in_work', 'approval') limit 400)`,
      [new Date(clock.now().getTime() - DAY)],
    );
    const waiting = async () =>
      (
        await pool.query(
          `select count(*)::int as n from appeal where status = 'postponed' and held_until is not null`,
        )
      ).rows[0].n;
    const { signal } = server.app.context;
    const registry = () => server.app.context.region('54').registry();
    const log = { info: (line: string) => void said.push(line), error: () => {} };
    const said: string[] = [];
    const slow = startTicks({ pool, clock, signal, registry, log, actionsMax: 40 });
    const before = await waiting();
    expect(before).toBeGreaterThan(50);
    const first = (await slow.run())!;
    expect(first.resume).toEqual({ done: 40, left: before - 40 });
    expect(said[0]).toContain(`resume ${before - 40}`);
    for (let round = 0; round < 20 && (await waiting()) > 0; round += 1) await slow.run();
    expect(await waiting()).toBe(0);
    await slow.close();
  });
});
