import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

const clock: Clock = { now: () => new Date('2026-11-23T03:00:00Z') };
const server = withServer({ clock });
let executor: Client;
let colleague: Client;
let approver: Client;
let coordinator: Client;
let id: string;

beforeAll(async () => {
  [executor, colleague, approver, coordinator] = (await Promise.all(
    ['mintrans-executor', 'mintrans-colleague', 'mintrans-approver', 'mintrans-coordinator'].map((login) =>
      server.as(login),
    ),
  )) as [Client, Client, Client, Client];
});
beforeEach(async () => {
  const [filed] = await fill(server, [
    {
      message: { channel: 'vk' },
      decision: {
        topic: 'roads.potholes',
        municipality: '50708000',
        organisation: 'mintrans',
        state: 'auto',
      },
    },
  ]);
  id = filed!.appealId;
});

const act = async (by: Client, body: CaseActionInput) => {
  const { rows } = await server.database.pool.query('select version from appeal where appeal_id = $1', [id]);
  return by.ask('actOnCase', { params: { id }, body, headers: { 'if-match': `"${rows[0].version}"` } });
};

describe('mentions', () => {
  const note = (text: string, mentions: string[]) =>
    executor.call('addNote', { params: { id }, body: { text, mentions } });

  test('whoever is called finds the note unread, and reads it; nobody else does', async () => {
    const { id: noteId } = await note('@Проверка: mintrans-colleague, глянь', ['mintrans-colleague']);
    const found = await colleague.call('mentions');
    expect(found.rows[0]).toMatchObject({
      id: noteId,
      appealId: id,
      login: 'mintrans-executor',
      readAt: null,
    });
    const before = found.unread;
    expect((await executor.call('mentions')).rows).toEqual([]);
    // Reading somebody else's mention reads nothing.
    expect(await approver.call('readMentions', { body: { ids: [noteId] } })).toEqual({ read: 0 });
    expect((await colleague.call('mentions')).unread).toBe(before);
    expect(await colleague.call('readMentions', { body: { ids: [noteId] } })).toEqual({ read: 1 });
    expect((await colleague.call('mentions')).unread).toBe(before - 1);
    expect((await colleague.call('mentions')).rows.find((row) => row.id === noteId)!.readAt).not.toBeNull();
  });

  test('a case that went to another body takes its mentions along', async () => {
    const { id: noteId } = await note('@Проверка: mintrans-colleague, тайна', ['mintrans-colleague']);
    await server.database.pool.query(`update appeal set organisation = 'minzhkh' where appeal_id = $1`, [id]);
    const found = await colleague.call('mentions');
    expect(JSON.stringify(found)).not.toContain('тайна');
    expect(await colleague.call('readMentions', { body: { ids: [noteId] } })).toEqual({ read: 0 });
  });
});

describe('checks where the answer leaves', () => {
  const submit = async (
    plan: string,
    outcome: Outcome,
    more: { despite?: string; planDate?: string } = {},
  ) => {
    const { despite, ...draft } = more;
    const saved = await executor.call('saveDraft', {
      params: { id },
      body: {
        understood: 'Здравствуйте! Вы пишете о яме.',
        cause: 'Размыло основание.',
        plan,
        outcome,
        ...draft,
      },
    });
    return act(executor, { action: 'submit', draft: saved.id, despite });
  };
  const status = async () =>
    (await server.database.pool.query('select status from appeal where appeal_id = $1', [id])).rows[0].status;

  test.each<[string, string, Outcome, string]>([
    ['a phone under a post', 'Яму засыпали, звоните 8 913 000-00-00.', 'solved', 'напишите жителю лично'],
    ['«решено» without a fact', 'Отремонтируем до 20 декабря.', 'solved', 'назовите факт'],
    ['a promise without a day', 'Отремонтируем тротуар.', 'explained', 'назовите день'],
  ])('%s is refused whatever the reason', async (_, plan, outcome, words) => {
    await act(executor, { action: 'take' });
    const refused = await submit(plan, outcome, { despite: 'Очень надо отправить' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(words);
    expect(await status()).toBe('in_work');
  });

  test('a warning is sent with a reason, which stays in the history', async () => {
    await act(executor, { action: 'take' });
    const plan = 'Денег на ремонт нет, яму огородили.';
    const refused = await submit(plan, 'not_solved');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('объясните');
    expect((await submit(plan, 'not_solved', { despite: 'Срок назовёт подрядчик' })).status).toBe(200);
    const card = await executor.call('appeal', { params: { id } });
    expect(card.history.find((entry) => entry.type === 'case.submitted')!.details).toMatchObject({
      despite: 'Срок назовёт подрядчик',
      warned: ['date_missing'],
    });
    expect((await act(approver, { action: 'approve' })).status).toBe(200);
  });

  test('the answer of a private case does not carry a phone into the open thread of a joined one', async () => {
    const [open] = await fill(server, [
      {
        message: { channel: 'ok' },
        decision: { topic: 'roads.potholes', organisation: 'mintrans', state: 'auto' },
      },
    ]);
    const { pool } = server.database;
    await pool.query(`update appeal set channel = 'email' where appeal_id = $1`, [id]);
    await act(executor, { action: 'take' });
    expect((await submit('Яму засыпали, звоните 8 913 000-00-00.', 'solved')).status).toBe(200);
    await pool.query('update appeal set lead_appeal = $1 where appeal_id = $2', [id, open!.appealId]);
    const refused = await act(approver, { action: 'approve' });
    expect(refused.status).toBe(422);
    expect((await pool.query('select 1 from answer where appeal_id = $1', [open!.appealId])).rowCount).toBe(
      0,
    );
  });

  test('a word before the answer is held to the same', async () => {
    await act(executor, { action: 'take' });
    const refused = await act(executor, {
      action: 'ask_resident',
      text: 'Позвоните мне: 8 913 000-00-00',
      until: '2026-12-01',
    });
    expect(refused.status).toBe(422);
  });

  test('and so is every other word that stands under the post', async () => {
    const phone = 'Позвоните мне: 8 913 000-00-00';
    await act(executor, { action: 'take' });
    const until = '2026-12-01';
    for (const body of [
      { action: 'postpone', why: 'season', reason: phone, until },
      { action: 'hand_out', to: `ГУП «Дороги», ${phone}`, level: 'federal', reason: 'Их дорога', until },
    ] as unknown as CaseActionInput[]) {
      const refused = await act(approver, body);
      expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('913')]);
    }
    const to = 'ГУП «Дороги»';
    const out = { action: 'hand_out', to, level: 'federal', reason: 'Их дорога', until };
    expect((await act(approver, out as unknown as CaseActionInput)).status).toBe(200);
    const answer = { action: 'take_result', outcome: 'explained', text: `Ответ дороги. ${phone}` };
    expect((await act(approver, answer as unknown as CaseActionInput)).status).toBe(422);
  });
});

describe('templates, lists of actions, many at once', () => {
  const text = {
    topic: null,
    outcome: null,
    title: 'Ямы',
    understood: 'Поняли',
    cause: 'Размыло',
    plan: 'Засыплем',
  };

  test('a template is changed edition by edition, switched off, and somebody’s change is not lost', async () => {
    const { id: template } = await coordinator.call('saveTemplate', { body: text });
    const change = (body: object, by = coordinator) =>
      by.ask('changeTemplate', { params: { id: template }, body: { ...text, edition: 1, ...body } });
    expect((await change({ plan: 'Засыплем за неделю' })).status).toBe(204);
    expect((await change({ plan: 'Затёр бы чужое' })).status).toBe(422);
    expect((await change({ plan: 'Засыплем за неделю', edition: 2, enabled: false })).status).toBe(204);
    expect((await executor.call('templates', { query: {} })).rows.map((row) => row.id)).not.toContain(
      template,
    );
    const all = (await coordinator.call('templates', { query: { all: '1' } })).rows;
    expect(all.find((row) => row.id === template)).toMatchObject({ edition: 2, enabled: false });
    const { rows } = await coordinator.call('templateEditions', { params: { id: template } });
    expect(rows.map((row) => [row.edition, row.plan])).toEqual([
      [2, 'Засыплем за неделю'],
      [1, 'Засыплем'],
    ]);
    expect((await change({}, executor)).status).toBe(403);
  });

  test('a list of actions goes away; only by whoever looks after them', async () => {
    const macro = await coordinator.call('saveMacro', {
      body: { title: 'Взять', actions: [{ action: 'take' }] },
    });
    expect((await executor.ask('deleteMacro', { params: { id: macro.id } })).status).toBe(403);
    expect((await coordinator.ask('deleteMacro', { params: { id: macro.id } })).status).toBe(204);
    expect((await coordinator.ask('deleteMacro', { params: { id: macro.id } })).status).toBe(404);
  });

  test('the menu of many offers what the role may do to what is chosen, and nothing of a foreign body', async () => {
    const ask = (by: Client) => by.call('ableActions', { body: { ids: [id] } });
    const names = async (by: Client) => (await ask(by)).actions.map(({ action }) => action);
    expect(await names(executor)).toEqual(expect.arrayContaining(['take', 'transfer']));
    expect(await names(executor)).not.toContain('assign');
    expect(await names(coordinator)).toContain('assign');
    expect(await names(executor)).not.toContain('submit');
    await server.database.pool.query(`update appeal set organisation = 'minzhkh' where appeal_id = $1`, [id]);
    expect(await ask(executor)).toEqual({ total: 0, actions: [] });
  });
});
