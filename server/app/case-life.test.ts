// Long because the whole life of a case is one story told through the doors: what is done, what is refused, every status and action.
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActionName, CaseActionInput } from '../../contract/casework.ts';
import { ACTION_NAMES } from '../../contract/casework.ts';
import { STATUSES } from '../../contract/vocabulary.ts';
import { actOn, doneOn, FALLEN_TO_BODY } from '../../test/support/act-on.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import { followTokenOf, PATH } from '../casework/index.ts';
import type { Clock } from '../platform/clock.ts';

let shiftMs = 0;
const clock: Clock = { now: () => new Date(Date.parse('2026-11-23T03:00:00Z') + shiftMs) };
const server = withServer({ clock });
const DAY = 86_400_000;

let executor: Client;
let colleague: Client;
let approver: Client;
let operator: Client;
let controller: Client;
let id: string;
let token: string;

beforeAll(async () => {
  [executor, colleague, approver, operator, controller] = await Promise.all(
    ['mintrans-executor', 'mintrans-colleague', 'mintrans-approver', 'operator', 'quality_controller'].map(
      (login) => server.as(login),
    ) as [Promise<Client>, Promise<Client>, Promise<Client>, Promise<Client>, Promise<Client>],
  );
  // The clock of these stories runs for months.
  await server.database.pool.query(`update session set expires_at = '2100-01-01'`);
});
beforeEach(async () => {
  shiftMs = 0;
  const [filed] = await fill(server, [{ decision: FALLEN_TO_BODY }]);
  id = filed!.appealId;
  const region = server.app.context.region('54');
  token = followTokenOf(region.secret, '54', id);
});

const row = async () =>
  (await server.database.pool.query('select * from appeal where appeal_id = $1', [id])).rows[0];
const act = (by: Client, body: CaseActionInput, version?: number) => actOn(server, by, id, body, version);
const done = (by: Client, body: CaseActionInput) => doneOn(server, by, id, body);
const asResident = (body: CaseActionInput) =>
  server.anybody.ask('actAsResident', { params: { token }, body });
const draft = async (by: Client, outcome: 'solved' | 'explained' | 'not_solved' = 'solved', more = {}) =>
  (
    await by.call('saveDraft', {
      params: { id },
      body: {
        understood: 'Вы пишете о яме на Лесной.',
        cause: 'Размыло основание.',
        plan: 'Яму засыпали и закатали вчера.',
        outcome,
        ...more,
      },
    })
  ).id;

describe('from arrival to the end', () => {
  test('taken, drafted, approved, confirmed, rated: every step leaves its event, its term and its word to the resident', async () => {
    expect(await done(executor, { action: 'take' })).toMatchObject({ status: 'in_work' });
    const draftId = await draft(executor);
    expect(await done(executor, { action: 'submit', draft: draftId })).toMatchObject({ status: 'approval' });
    expect((await act(executor, { action: 'approve' })).status).toBe(403);
    expect(await done(approver, { action: 'approve' })).toMatchObject({ status: 'answered' });
    expect(await done(controller, { action: 'confirm_solution', how: 'centre' })).toMatchObject({
      status: 'awaiting_rating',
    });
    expect((await asResident({ action: 'rate', stars: 5, reasons: ['solved_fully'] })).status).toBe(200);
    const after = await row();
    expect(after).toMatchObject({ status: 'closed', outcome: 'solved', rating: 5, due_at: null });
    const events = await server.database.pool.query(
      'select type from event where appeal_id = $1 order by transaction_id, seq',
      [id],
    );
    expect(events.rows.map((event) => event.type)).toEqual([
      'appeal.registered',
      'case.taken',
      'case.submitted',
      'case.approved',
      'case.solution_confirmed',
      'case.rated',
    ]);
    const answers = await server.database.pool.query(
      'select kind, text, outcome from answer where appeal_id = $1',
      [id],
    );
    expect(answers.rows).toEqual([
      {
        kind: 'final',
        outcome: 'solved',
        text: 'Вы пишете о яме на Лесной.\n\nРазмыло основание.\n\nЯму засыпали и закатали вчера.',
      },
    ]);
  });

  test('«не решено» brings it back to somebody else, with a term of its own', async () => {
    await done(executor, { action: 'take' });
    await done(executor, { action: 'submit', draft: await draft(executor) });
    await done(approver, { action: 'approve' });
    shiftMs = 3 * DAY;
    expect((await asResident({ action: 'dispute', reason: 'Яма на месте' })).status).toBe(200);
    const back = await row();
    expect(back).toMatchObject({ status: 'reopened', assignee: null, reopenings: 1, outcome: null });
    expect(back.due_at.getTime()).toBeGreaterThan(clock.now().getTime());
    const refused = await act(executor, { action: 'take' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('другой сотрудник');
    expect(await done(colleague, { action: 'take' })).toMatchObject({ status: 'in_work' });
  });

  test('an interim answer with a date is a promise, and postponing stops the term until its date', async () => {
    await done(executor, { action: 'take' });
    const interim = await done(executor, {
      action: 'give_interim',
      text: 'Заменим покрытие, подрядчик выходит в декабре.',
      until: '2026-12-10',
    });
    expect(interim.status).toBe('interim_answer');
    const promises = async () =>
      (
        await server.database.pool.query(
          'select until::text, state from promise where appeal_id = $1 order by made_at, promise_id',
          [id],
        )
      ).rows;
    expect(await promises()).toEqual([{ until: '2026-12-10', state: 'open' }]);
    shiftMs = DAY;
    const postponed = await done(approver, {
      action: 'postpone',
      why: 'season',
      reason: 'Асфальт зимой не кладут',
      until: '2027-05-15',
    });
    // End of the day in Novosibirsk, UTC+7.
    expect(postponed.dueAt).toBe('2027-05-15T16:59:59.999Z');
    expect(await promises()).toEqual([
      { until: '2026-12-10', state: 'moved' },
      { until: '2027-05-15', state: 'open' },
    ]);
    const before = Date.parse(interim.dueAt!);
    shiftMs = 11 * DAY;
    const resumed = await done(executor, { action: 'resume' });
    const final = (await row()).deadline_steps.find((step: { step: string }) => step.step === 'final_answer');
    expect(Date.parse(final.dueAt)).toBeGreaterThan(before);
    expect(resumed.status).toBe('in_work');
  });

  test('sent round for the third time it comes to the curator', async () => {
    const next = async (organisation: string) =>
      done(operator, { action: 'transfer', organisation, reason: 'Не наша дорога' });
    expect(await next('minzhkh')).toMatchObject({ status: 'routed' });
    expect(await next('mintrans')).toMatchObject({ status: 'routed' });
    expect(await next('minzhkh')).toMatchObject({ status: 'moderation' });
    const after = await row();
    expect(after).toMatchObject({ hops: 3, triage: 'queue' });
    const last = await server.database.pool.query(
      `select data from event where appeal_id = $1 and type = 'case.transferred' order by transaction_id desc limit 1`,
      [id],
    );
    expect(last.rows[0].data).toMatchObject({ curator: true, wanted: 'minzhkh' });
  });

  test('a federal matter is handed out and its result comes back', async () => {
    const out = await done(operator, {
      action: 'hand_out',
      to: 'Управление Росавтодора по Сибири',
      level: 'federal',
      reason: 'Федеральная трасса',
      until: '2026-12-20',
    });
    expect(out).toMatchObject({ status: 'transferred', dueAt: '2026-12-20T16:59:59.999Z' });
    const back = await done(operator, {
      action: 'take_result',
      text: 'Росавтодор сообщил: участок отремонтирован.',
      outcome: 'solved',
    });
    expect(back.status).toBe('answered');
  });

  test('an extension is asked for, granted by the leader and never beyond thirty days', async () => {
    await done(executor, { action: 'take' });
    const before = (await row()).deadline_steps.find(
      (step: { step: string }) => step.step === 'final_answer',
    );
    expect(
      (await act(executor, { action: 'ask_extension', days: 31, reason: 'Ждём экспертизу' })).status,
    ).toBe(422);
    await done(executor, { action: 'ask_extension', days: 20, reason: 'Ждём экспертизу' });
    expect((await act(executor, { action: 'grant_extension' })).status).toBe(403);
    await done(approver, { action: 'grant_extension' });
    const after = (await row()).deadline_steps.find((step: { step: string }) => step.step === 'final_answer');
    expect(Date.parse(after.dueAt)).toBeGreaterThanOrEqual(Date.parse(before.dueAt) + 18 * DAY);
    const more = await act(executor, { action: 'ask_extension', days: 11, reason: 'Ждём экспертизу' });
    expect(await more.text()).toContain('10 дн.');
  });

  test.each<[string, () => Promise<void>]>([
    [
      'approved',
      async () => {
        await done(executor, { action: 'take' });
        await done(executor, { action: 'submit', draft: await draft(executor) });
        await done(approver, { action: 'approve' });
      },
    ],
    [
      'let out by a leader at once',
      async () => {
        await done(approver, { action: 'take' });
        await done(approver, { action: 'submit', draft: await draft(approver) });
      },
    ],
    [
      'come back from outside',
      async () => {
        await done(operator, {
          action: 'hand_out',
          to: 'Росавтодор',
          level: 'federal',
          reason: 'Федеральная трасса',
          until: '2026-12-20',
        });
        await done(operator, { action: 'take_result', text: 'Яму засыпали в пятницу.', outcome: 'solved' });
      },
    ],
  ])('a joined case gets the answer of its lead: %s', async (_, answerLead) => {
    const [other] = await fill(server, [
      { decision: { topic: 'roads.potholes', organisation: 'mintrans', state: 'auto' } },
    ]);
    await server.database.pool.query('update appeal set lead_appeal = $1 where appeal_id = $2', [
      id,
      other!.appealId,
    ]);
    await answerLead();
    const follower = await server.database.pool.query(
      `select a.status, n.text from appeal a join answer n on n.region_id = a.region_id and n.appeal_id = a.appeal_id
        where a.appeal_id = $1`,
      [other!.appealId],
    );
    expect(follower.rows).toMatchObject([
      { status: 'answered', text: expect.stringContaining('Яму засыпали') },
    ]);
  });
});

describe('what is refused', () => {
  test('a case of another body does not exist', async () => {
    await server.database.pool.query(`update appeal set organisation = 'minzhkh' where appeal_id = $1`, [id]);
    expect((await act(executor, { action: 'take' })).status).toBe(404);
  });

  test('without a version 428, with an old one 412 that says what changed', async () => {
    const without = await executor.ask('actOnCase', { params: { id }, body: { action: 'take' } });
    expect(without.status).toBe(428);
    await done(executor, { action: 'take' });
    const late = await act(colleague, { action: 'take' }, 1);
    expect(late.status).toBe(412);
    expect(((await late.json()) as { changes: unknown[] }).changes).toMatchObject([
      { type: 'case.taken', actor: 'mintrans-executor' },
    ]);
  });

  test('of twenty at the same moment one wins, nobody sees a fault', async () => {
    const { version } = await row();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => act(n % 2 ? executor : colleague, { action: 'take' }, version)),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
  });

  test('the body complained about never gets it', async () => {
    await server.database.pool.query(
      `update appeal set about_organisation = 'minzhkh' where appeal_id = $1`,
      [id],
    );
    const answer = await act(operator, { action: 'transfer', organisation: 'minzhkh', reason: 'По профилю' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('жалуются');
  });

  test('a resident does nothing but what the table gives him, and only by his own link', async () => {
    expect((await asResident({ action: 'close', outcome: 'solved', reason: 'Мне так хочется' })).status).toBe(
      403,
    );
    expect((await asResident({ action: 'rate', stars: 5 })).status).toBe(409);
    const forged = await server.anybody.ask('actAsResident', {
      params: { token: `${token.slice(0, -2)}AA` },
      body: { action: 'withdraw' },
    });
    expect(forged.status).toBe(404);
  });
});

/** Something acceptable for each action, so that only the table can be the reason of a refusal. */
const INPUT: Record<ActionName, object> = {
  take: {},
  assign: { to: 'mintrans-colleague' },
  transfer: { organisation: 'minzhkh', reason: 'По компетенции' },
  return_to_triage: { reason: 'Не по адресу' },
  hand_out: { to: 'Росавтодор', level: 'federal', reason: 'Федеральная трасса', until: '2026-12-20' },
  take_result: { text: 'Участок отремонтирован.', outcome: 'solved' },
  ask_resident: { text: 'Уточните, у какого дома яма?', until: '2026-12-20' },
  give_interim: { text: 'Работы начнутся в декабре.', until: '2026-12-20' },
  postpone: { why: 'season', reason: 'Зимой не кладут', until: '2026-12-20' },
  resume: {},
  ask_extension: { days: 5, reason: 'Ждём экспертизу' },
  grant_extension: {},
  refuse_extension: { reason: 'Успеваем и так' },
  submit: { draft: randomUUID() },
  approve: {},
  return_draft: { reason: 'Нет даты' },
  confirm_solution: { how: 'centre' },
  refuse_solution: { reason: 'Яма на месте' },
  ask_rating: {},
  rate: { stars: 4 },
  dispute: { reason: 'Яма на месте' },
  close: { outcome: 'solved', reason: 'Автор не ответил' },
  reject: { why: 'obscene', reason: 'Только брань' },
  withdraw: {},
  reopen: { reason: 'Ошиблись' },
};

test('through the door: from every status, every action of staff that the table does not have is refused and changes nothing', async () => {
  const people = [
    'mintrans-executor',
    'mintrans-approver',
    'operator',
    'quality_controller',
    'analyst',
  ] as const;
  const hat = {
    'mintrans-executor': ['body', 'executor'],
    'mintrans-approver': ['body', 'approver'],
    operator: ['centre', 'operator'],
    quality_controller: ['centre', 'quality_controller'],
    analyst: ['centre', 'analyst'],
  } as const;
  let refused = 0;
  for (const status of STATUSES) {
    const final = ['rejected', 'withdrawn', 'closed'].includes(status);
    await server.database.pool.query(
      `update appeal set status = $2, due_at = case when $3 then null else $4::timestamptz end where appeal_id = $1`,
      // Far ahead: what is due by the clock moves by itself.
      [id, status, final, new Date(clock.now().getTime() + 300 * DAY)],
    );
    const before = await row();
    for (const login of people) {
      const by = await server.as(login);
      for (const action of ACTION_NAMES) {
        const [side, role] = hat[login];
        const allowed =
          PATH[action].from.includes(status) &&
          PATH[action].by.some((line) => 'roles' in line && line.side === side && line.roles.includes(role));
        if (allowed) continue;
        const answer = await act(by, { action, ...INPUT[action] } as CaseActionInput, before.version);
        expect([403, 409], `${login} ${action} from ${status}`).toContain(answer.status);
        refused += 1;
      }
    }
    expect(await row()).toEqual(before);
  }
  console.log(`${refused} refusals at the door, nothing changed`);
}, 120_000);
