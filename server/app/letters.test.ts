import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { RegisterOnBehalf } from '../../contract/reception.ts';
import { doneOn } from '../../test/support/act-on.ts';
import type { Client } from '../../test/support/client.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

let shiftMs = 0;
const clock: Clock = { now: () => new Date(Date.parse('2026-11-23T03:00:00Z') + shiftMs) };
const server = withServer({ clock });
const paper: RegisterOnBehalf = {
  channel: 'paper',
  text: 'Разбита дорога на улице Лесной, просим отремонтировать',
  topic: 'roads.potholes',
  municipality: '50708000',
  receivedOn: '2026-11-21',
  postalAddress: '633010, Бердск, ул. Лесная, 1',
  contact: { name: 'Иванова Анна Петровна' },
  sender: 'ООО "Ромашка"',
  senderNumber: '15-к',
  senderDate: '2026-11-19',
};

let operator: Client;
let executor: Client;
let approver: Client;
let id: string;
let followUrl: string;

beforeAll(async () => {
  operator = await server.as('operator');
  executor = await server.as('mintrans-executor');
  approver = await server.as('mintrans-approver');
  const filed = await operator.call('registerOnBehalf', { body: paper });
  ({ id, followUrl } = filed);
  await server.database.pool.query(`update appeal set organisation = 'mintrans' where appeal_id = $1`, [id]);
});

async function act(by: Client, body: CaseActionInput): Promise<void> {
  shiftMs += 60_000;
  await doneOn(server, by, id, body);
}
const file = async (by: Client, source: string, as: 'pdf' | 'docx') => {
  const answer = await by.ask('letterFile', { params: { id, source }, query: { as } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), answer };
};

test('the path of paper: what is said becomes a letter that waits for the post, once, under one number', async () => {
  await act(executor, { action: 'take' });
  await act(executor, { action: 'ask_extension', days: 10, reason: 'Ждём обследования участка' });
  await act(approver, { action: 'grant_extension' });
  const draft = await executor.call('saveDraft', {
    params: { id },
    body: {
      understood: 'Вы сообщили о разбитой дороге на улице Лесной в Бердске.',
      cause: 'Покрытие разрушилось из-за воды.',
      plan: 'Ямы заделаны 20 ноября.',
      planDate: null,
      outcome: 'solved',
    },
  });
  await act(executor, { action: 'submit', draft: draft.id });
  await act(approver, { action: 'approve' });

  const { rows, received } = await operator.call('caseLetters', { params: { id } });
  expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
    ['registered', 'kept'],
    ['extended', 'to_print'],
    ['answer', 'to_print'],
  ]);
  expect(received).toMatchObject({
    receivedOn: '2026-11-21',
    postalAddress: paper.postalAddress,
    sender: paper.sender,
    senderNumber: '15-к',
    senderDate: '2026-11-19',
  });

  await operator.call('caseLetters', { params: { id } });
  const [pdf, docx] = await Promise.all([
    file(operator, rows[2]!.source, 'pdf'),
    file(executor, rows[2]!.source, 'docx'),
  ]);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.answer.headers.get('cache-control')).toBe('private, no-store');
  expect(docx.bytes.subarray(0, 2).toString()).toBe('PK');
  // Two who open it at once do not make two numbers.
  const numbered = (await operator.call('caseLetters', { params: { id } })).rows;
  expect(numbered.map(({ number }) => number)).toEqual([null, null, 'ОГ-1/26']);
  const journal = await server.database.pool.query(
    'select distinct login from personal_data_reading where appeal_id = $1 order by 1',
    [id],
  );
  expect(journal.rows.map((row) => row.login)).toEqual(
    expect.arrayContaining(['mintrans-executor', 'operator']),
  );
});

test('the post: printed as one file, marked as sent with tracks, taken back', async () => {
  const { rows, total } = await operator.call('post', { query: {} });
  expect(total).toBe(2);
  expect(rows[0]).toMatchObject({
    kind: 'extended',
    name: 'Иванова Анна Петровна',
    organisation: 'mintrans',
  });
  const ids = rows.map((row) => row.id);
  const printed = await operator.fetch(`/api/post/letters?ids=${ids.join(',')}`);
  expect(printed.status).toBe(200);
  expect(printed.headers.get('content-type')).toBe('application/pdf');
  await expect(operator.call('markSent', { body: { ids, on: '2026-11-24', tracks: {} } })).rejects.toThrow(
    /422/,
  );
  const sent = { ids, on: '2026-11-23', tracks: { [ids[0]!]: '80085512345678' } };
  expect(await operator.call('markSent', { body: sent })).toEqual({ marked: 2 });
  expect(await operator.call('markSent', { body: sent })).toEqual({ marked: 0 });
  const after = await operator.call('post', { query: { state: 'sent' } });
  expect(after.rows.map(({ number }) => number).sort()).toEqual(['ОГ-1/26', 'ОГ-2/26']);
  expect(after.rows.map(({ track, sentOn }) => [track, sentOn])).toEqual([
    [null, '2026-11-23'],
    ['80085512345678', '2026-11-23'],
  ]);
  expect(await operator.call('markUnsent', { body: { ids } })).toEqual({ marked: 2 });
  expect((await operator.call('post', { query: {} })).total).toBe(2);
  // Pages follow one another without a gap.
  const first = await operator.call('post', { query: { limit: 1 } });
  const second = await operator.call('post', { query: { limit: 1, after: first.next! } });
  expect([first.rows[0]!.id, second.rows[0]!.id]).toEqual(ids);
  const many = Array.from({ length: 51 }, () => randomUUID()).join(',');
  expect((await operator.fetch(`/api/post/letters?ids=${many}`)).status).toBe(422);
});

describe('whose letters they are', () => {
  test('nobody outside the case or the writing body sees, prints or marks one', async () => {
    const { rows } = await operator.call('post', { query: {} });
    const ids = rows.map((row) => row.id);
    const { source } = (await operator.call('caseLetters', { params: { id } })).rows[2]!;
    const stranger = await server.as(SCOPED_LOGINS.sector);
    await server.database.pool.query(`update account set scope_sectors = '{health}' where login = $1`, [
      SCOPED_LOGINS.sector,
    ]);
    expect(await stranger.call('post', { query: {} })).toMatchObject({ rows: [], total: 0 });
    expect((await stranger.ask('caseLetters', { params: { id } })).status).toBe(404);
    expect((await file(stranger, source, 'pdf')).status).toBe(404);
    expect((await stranger.fetch(`/api/post/letters?ids=${ids}`)).status).toBe(404);
    expect(await stranger.call('markSent', { body: { ids, on: '2026-11-23', tracks: {} } })).toEqual({
      marked: 0,
    });
    // Who may not see contacts may not read an envelope either.
    expect((await file(await server.as('curator'), source, 'pdf')).status).toBe(403);
    expect((await file(server.anybody, source, 'pdf')).status).toBe(401);
    expect((await file(operator, randomUUID(), 'pdf')).status).toBe(404);
  });

  test('a resident takes the answer by his link, without a name on it', async () => {
    const answer = await server.anybody.fetch(`/api${followUrl}/letter`);
    expect(answer.status).toBe(200);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const call = { channel: 'hotline', text: 'Во дворе не горит фонарь', municipality: '50708000' } as const;
    const other = await operator.call('registerOnBehalf', { body: call });
    expect((await server.anybody.fetch(`/api${other.followUrl}/letter`)).status).toBe(404);
    expect((await server.anybody.fetch('/api/follow/54-wrong/letter')).status).toBe(404);
  });

  test('a letterhead is changed by its own body, and a notice of forwarding is written by the one that forwards', async () => {
    const head = {
      address: '630011, Новосибирск',
      phone: '+7 383 000-00-00',
      email: '',
      signerPosition: 'Министр',
      signerName: 'С. С. Сидоров',
      numberPrefix: 'МТ/ОГ',
    };
    const params = { organisation: 'mintrans' };
    await expect(executor.call('saveLetterhead', { params, body: head })).rejects.toThrow(/403/);
    await approver.call('saveLetterhead', { params, body: head });
    expect(await executor.call('letterhead', { params })).toEqual(head);
    await expect(
      approver.call('saveLetterhead', { params: { organisation: 'minzhkh' }, body: head }),
    ).rejects.toThrow(/404/);

    const filed = await operator.call('registerOnBehalf', {
      body: { ...paper, text: `${paper.text} снова` },
    });
    ({ id } = filed);
    await server.database.pool.query(`update appeal set organisation = 'mintrans' where appeal_id = $1`, [
      id,
    ]);
    await act(executor, { action: 'take' });
    await act(executor, {
      action: 'transfer',
      organisation: 'minzhkh',
      reason: 'Двор ведёт жилищное хозяйство',
    });
    const mine = await executor.call('post', { query: {} });
    const notice = mine.rows.find((row) => row.appealId === id)!;
    expect(notice).toMatchObject({ kind: 'forwarded', organisation: 'mintrans' });
    expect((await executor.fetch(`/api/post/letters?ids=${notice.id}`)).status).toBe(200);
    expect(
      (await executor.call('post', { query: {} })).rows.find((row) => row.id === notice.id)!.number,
    ).toMatch(/^МТ\/ОГ-\d\/26$/);
  });
});
