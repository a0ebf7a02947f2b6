import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

const clock: Clock = { now: () => new Date('2026-11-23T03:00:00Z') };
const server = withServer({ clock });

let executor: Client;
let coordinator: Client;
let operator: Client;
let ids: string[];

beforeAll(async () => {
  [executor, coordinator, operator] = (await Promise.all(
    ['mintrans-executor', 'mintrans-coordinator', 'operator'].map((login) => server.as(login)),
  )) as [Client, Client, Client];
});
beforeEach(async () => {
  const part = {
    organisation: 'mintrans',
    topic: 'roads.potholes',
    municipality: '50708000',
    state: 'auto',
  } as const;
  const filed = await fill(server, [
    { message: { text: 'Яма на Лесной. И ещё фонарь не горит у дома 4.' }, decision: part },
    { decision: part },
    { decision: { ...part, organisation: 'minzhkh' } },
  ]);
  ids = filed.map((each) => each.appealId);
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
async function send(by: Client, id: string, content: Buffer, name: string, purpose = 'note') {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), name);
  return by.fetch(`/api/appeals/${id}/attachments?purpose=${purpose}`, { method: 'POST', body: form });
}
const row = async (id: string) =>
  (await server.database.pool.query('select * from appeal where appeal_id = $1', [id])).rows[0];
const number = async (id: string) => (await row(id)).number as string;

describe('notes, parts, files', () => {
  test('a note calls a colleague; its text is in no event', async () => {
    await executor.call('addNote', {
      params: { id: ids[0]! },
      body: { text: 'Позвонить подрядчику', mentions: ['mintrans-colleague'] },
    });
    const unknown = await executor.ask('addNote', {
      params: { id: ids[0]! },
      body: { text: 'Кому?', mentions: ['нет'] },
    });
    expect(unknown.status).toBe(422);
    const file = await executor.call('caseFile', { params: { id: ids[0]! } });
    expect(file.notes).toMatchObject([
      { text: 'Позвонить подрядчику', authorName: 'Проверка: mintrans-executor' },
    ]);
    const events = await server.database.pool.query('select data::text from event where appeal_id = $1', [
      ids[0],
    ]);
    for (const event of events.rows) expect(event.data).not.toContain('подрядчику');
  });

  test('a part makes its body see the case and say what was done; the case stays where it is', async () => {
    const ministry = await server.as('operator');
    const part = await executor.call('askPart', {
      params: { id: ids[0]! },
      body: { organisation: 'minzhkh', task: 'Проверить ливневую канализацию', until: '2026-11-30' },
    });
    expect(await row(ids[0]!)).toMatchObject({ organisation: 'mintrans', co_executors: ['minzhkh'] });
    const foreign = await ministry.ask('settlePart', {
      params: { id: part.id },
      body: { state: 'done', result: 'Проверили сами' },
    });
    expect(foreign.status).toBe(403);
    const settled = await executor.call('settlePart', {
      params: { id: part.id },
      body: { state: 'done', result: 'Прочистили, вода уходит' },
    });
    expect(settled).toMatchObject({ state: 'done', settledBy: 'mintrans-executor' });
    const again = await executor.ask('settlePart', {
      params: { id: part.id },
      body: { state: 'done', result: 'Ещё раз' },
    });
    expect(again.status).toBe(409);
    await executor.call('askPart', {
      params: { id: ids[0]! },
      body: { contractor: 'ООО «Перевозчик»', task: 'Вернуть рейс 7:10' },
    });
    const both = await executor.ask('askPart', {
      params: { id: ids[0]! },
      body: { contractor: 'ООО', organisation: 'minzhkh', task: 'Непонятно кому' },
    });
    expect(both.status).toBe(422);
  });

  test('a file is what its bytes say; a program under the name of a picture is refused', async () => {
    const sent = await send(executor, ids[0]!, PNG, '../../яма.png', 'after');
    expect(sent.status).toBe(201);
    const kept = (await sent.json()) as { id: string; name: string; scan: string };
    expect(kept).toMatchObject({ name: 'яма.png', contentType: 'image/png', scan: 'not_scanned' });
    const back = await executor.fetch(`/api/attachments/${kept.id}`);
    expect(back.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await back.arrayBuffer())).toEqual(PNG);
    for (const [content, name, purpose] of [
      [Buffer.from('MZ\x90\0program'), 'яма.png', 'note'],
      [Buffer.from('<script>alert(1)</script>'), 'ответ.html', 'note'],
      [Buffer.from('%PDF-1.4\n'), 'акт.pdf', 'after'],
    ] as const) {
      const refused = await send(executor, ids[0]!, content, name, purpose);
      expect(refused.status, name).toBe(422);
    }
    expect((await send(executor, ids[2]!, PNG, 'чужое.png')).status).toBe(404);
    const stranger = await server.as('only-roads');
    const other = await server.database.pool.query(`update appeal set topic = null where appeal_id = $1`, [
      ids[0],
    ]);
    expect(other.rowCount).toBe(1);
    expect((await stranger.fetch(`/api/attachments/${kept.id}`)).status).toBe(404);
  });
});

describe('links', () => {
  test('joined cases are taken apart again; a lead follows nobody, and bodies are not mixed', async () => {
    await operator.call('joinCase', { params: { id: ids[1]! }, body: { lead: await number(ids[0]!) } });
    const file = await operator.call('caseFile', { params: { id: ids[0]! } });
    expect(file.links).toMatchObject([{ id: ids[1], kind: 'follower' }]);
    const refuse = async (id: string, lead: string) =>
      (await operator.ask('joinCase', { params: { id }, body: { lead } })).status;
    expect(await refuse(ids[0]!, ids[1]!)).toBe(422);
    expect(await refuse(ids[2]!, ids[0]!)).toBe(422);
    expect(await refuse(ids[0]!, ids[0]!)).toBe(422);
    await operator.call('joinCase', { params: { id: ids[1]! }, body: { lead: null } });
    expect((await row(ids[1]!)).lead_appeal).toBeNull();
  });

  test('a link to somebody else’s case is refused as if it were not there, and shown to nobody without rights', async () => {
    const refused = await executor.ask('linkCase', {
      params: { id: ids[0]! },
      body: { other: ids[2]!, kind: 'related' },
    });
    expect(refused.status).toBe(422);
    await operator.call('linkCase', {
      params: { id: ids[0]! },
      body: { other: await number(ids[2]!), kind: 'related' },
    });
    expect((await executor.call('caseFile', { params: { id: ids[0]! } })).links).toEqual([]);
    expect((await operator.call('caseFile', { params: { id: ids[2]! } })).links).toMatchObject([
      { id: ids[0] },
    ]);
  });

  test('a part of the text becomes a case of its own, once; words that the resident did not write do not', async () => {
    const split = () =>
      operator.call('splitCase', {
        params: { id: ids[0]! },
        body: { text: 'И ещё фонарь не горит у дома 4.' },
      });
    const part = await split();
    expect((await split()).id).toBe(part.id);
    const made = await row(part.id);
    expect(made).toMatchObject({
      text: 'И ещё фонарь не горит у дома 4.',
      channel: (await row(ids[0]!)).channel,
    });
    expect((await operator.call('caseFile', { params: { id: ids[0]! } })).links).toMatchObject([
      { id: part.id, kind: 'split' },
    ]);
    const invented = await operator.ask('splitCase', {
      params: { id: ids[0]! },
      body: { text: 'Всё прекрасно' },
    });
    expect(invented.status).toBe(422);
  });
});

describe('whom and how many', () => {
  test('the least loaded and the skilled are proposed; whoever is away is not', async () => {
    const { pool } = server.database;
    await pool.query(`update account set skills = '{roads}' where login = 'mintrans-colleague'`);
    await pool.query(
      `update appeal set assignee = 'mintrans-colleague', status = 'in_work' where appeal_id = $1`,
      [ids[1]],
    );
    const first = await coordinator.call('assignees', { params: { id: ids[0]! } });
    expect(first).toMatchObject({ byLoad: 'mintrans-executor', bySkill: 'mintrans-colleague' });
    await pool.query(`update account set absent_until = '2026-12-01' where login = 'mintrans-colleague'`);
    const second = await coordinator.call('assignees', { params: { id: ids[0]! } });
    expect(second.bySkill).not.toBe('mintrans-colleague');
    expect(second.rows.at(-1)).toMatchObject({ login: 'mintrans-colleague', absentUntil: '2026-12-01' });
  });

  test('many at once: previewed, done one by one, what cannot is told and does not stop the rest', async () => {
    const bulk = { ids: ids.slice(0, 2), actions: [{ action: 'assign', to: 'mintrans-executor' }] } as const;
    await server.database.pool.query(`update appeal set status = 'answered' where appeal_id = $1`, [ids[1]]);
    const asked = { ids: [...bulk.ids, ids[2]!], actions: [...bulk.actions] };
    const preview = await coordinator.call('previewBulk', { body: asked });
    expect(preview).toMatchObject({ total: 2, able: 1, unable: [{ why: 'дело на другом шаге', count: 1 }] });
    expect((await row(ids[0]!)).assignee).toBeNull();
    const result = await coordinator.call('runBulk', { body: asked });
    expect(result).toMatchObject({ done: 1, refused: [{ id: ids[1] }] });
    expect((await row(ids[0]!)).assignee).toBe('mintrans-executor');
    // The case of another ministry was asked for too: for this person it is not there.
    expect(await row(ids[2]!)).toMatchObject({ assignee: null, version: 1 });
    const single = await coordinator.ask('runBulk', {
      body: {
        ids: [ids[0]!],
        actions: [{ action: 'give_interim', text: 'Всем одно и то же', until: '2026-12-01' }],
      },
    });
    expect(single.status).toBe(422);
  });

  test('templates of a topic come before those for everything', async () => {
    const blocks = { understood: 'Поняли', cause: 'Причина', plan: 'Сделаем' };
    const save = (title: string, topic: string | null) =>
      coordinator.call('saveTemplate', { body: { ...blocks, title, topic, outcome: null } });
    await save('Для всего', null);
    await save('Для ям', 'roads.potholes');
    await save('Для дорог', 'roads');
    const { rows } = await executor.call('templates', { query: { topic: 'roads.potholes' } });
    expect(rows.map((each) => each.title)).toEqual(['Для ям', 'Для дорог', 'Для всего']);
    expect(
      (await executor.ask('saveTemplate', { body: { ...blocks, title: 'Моё', topic: null, outcome: null } }))
        .status,
    ).toBe(403);
  });
});

test('what is kept for the answer leaves with it, once, and with the answers of joined cases', async () => {
  const approver = await server.as('mintrans-approver');
  const [lead, follower] = [ids[0]!, ids[1]!];
  const { pool } = server.database;
  for (const id of [lead, follower])
    await pool.query(
      `insert into thread (region_id, channel, account, thread_key, appeal_id, scope, recipient, last_at)
       values ('54', 'max', 'main', $1, $2, 'dialog', 'user:1', now())`,
      [`dialog ${id}`, id],
    );
  await operator.call('joinCase', { params: { id: follower }, body: { lead: await number(lead) } });
  const answered = (await (await send(executor, lead, PNG, 'Стало.png', 'answer')).json()) as { id: string };
  await send(executor, lead, PNG, 'Для работы.png', 'note');
  const act = async (by: Client, body: CaseActionInput) => {
    const answer = await by.ask('actOnCase', {
      params: { id: lead },
      body,
      headers: { 'if-match': `"${(await row(lead)).version}"` },
    });
    expect([body.action, answer.status]).toEqual([body.action, 200]);
  };
  await act(executor, { action: 'take' });
  // A question takes nothing along: the picture is for the answer.
  await act(executor, { action: 'ask_resident', text: 'У какого дома эта яма?', until: '2026-11-27' });
  await act(executor, { action: 'resume' });
  const draft = await executor.call('saveDraft', {
    params: { id: lead },
    body: {
      understood: 'Вы пишете о яме на Лесной.',
      cause: 'Размыло основание.',
      plan: 'Яму засыпали.',
      outcome: 'solved',
    },
  });
  await act(executor, { action: 'submit', draft: draft.id });
  await act(approver, { action: 'approve' });
  const left = async () =>
    (
      await pool.query(
        `select appeal_id, attachments from outgoing_message where channel = 'max' and appeal_id = any($1) order by created_at, outgoing_id`,
        [[lead, follower]],
      )
    ).rows;
  const picture = [{ attachmentId: answered.id, name: 'Стало.png' }];
  expect(await left()).toEqual([
    { appeal_id: lead, attachments: [] },
    { appeal_id: lead, attachments: picture },
    { appeal_id: follower, attachments: picture },
  ]);
  const kept = await pool.query('select name, left_with from attachment where appeal_id = $1 order by name', [
    lead,
  ]);
  expect(kept.rows).toEqual([
    { name: 'Для работы.png', left_with: null },
    { name: 'Стало.png', left_with: 2 },
  ]);
});
