// Long because both proofs, the resident's and the operator's, stand together on one bot and one mailbox: what leaks leaks between them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { telegramScript } from '../../test/support/peers/scripts.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { saveAccount } from '../channels/index.ts';

const env: Record<string, string> = {};
const server = withServer({ channels: { env, retryMs: 50 } });
let script: Awaited<ReturnType<typeof telegramScript>>;
let update = 50_000;

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows;

beforeAll(async () => {
  script = await telegramScript();
  Object.assign(env, script.env);
  await saveAccount(server.database.pool, '54', script.account);
  // A mailbox without a server: what is written to it stays in the outbox, where it is looked at.
  await saveAccount(server.database.pool, '54', {
    channel: 'email',
    account: 'main',
    name: 'Почта',
    enabled: true,
    settings: { address: 'centre@example.ru' },
    secrets: {},
  });
  server.app.context.channels('54').wake();
});
afterAll(() => script.close());

/** A resident writes to the bot in private. */
async function says(author: number, text: string): Promise<void> {
  update += 1;
  const answer = await server.anybody.fetch('/hooks/telegram/54/main', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': 'telegram-secret',
    },
    body: JSON.stringify({
      update_id: update,
      message: {
        message_id: update,
        date: Math.floor(Date.now() / 1000) - 60,
        chat: { id: author, type: 'private' },
        from: { id: author, is_bot: false, first_name: 'Анна' },
        text,
      },
    }),
  });
  expect(answer.status).toBe(200);
  await eventually(
    () => query(`select 1 from incoming_delivery where state = 'pending'`),
    (left) => left.length === 0,
  );
}
const file = (text: string, email: string) =>
  server.anybody.call('fileAppeal', {
    body: { text, municipality: '50708000', contact: { name: 'Анна', email } },
  });
const chatCase = async (text: string) => {
  const [row] = await query(
    `select appeal_id as id, number from appeal where channel = 'telegram' and text = $1`,
    [text],
  );
  return row as { id: string; number: string };
};
const sentTo = (recipient: string) =>
  query('select channel, text, appeal_id from outgoing_message where recipient = $1 order by outgoing_id', [
    recipient,
  ]);
const codeSentTo = async (recipient: string) => /\d{6}/.exec((await sentTo(recipient)).at(-1)!.text)![0];
const othersOf = async (login: string, id: string) => {
  await server.settled();
  const found = await (await server.as(login)).call('authorCases', { params: { id } });
  return { numbers: found.rows.map((row) => row.number), links: found.links };
};
const eventsOf = (id: string) =>
  query(`select type, actor, data from event where appeal_id = $1 and type like 'identity.%' order by seq`, [
    id,
  ]);

describe('a resident proves that two identities are one', () => {
  test('a code from the mail of the other case, typed to the bot; the code is nobody else’s to read', async () => {
    const web = await file('На улице Лесной в Бердске яма у дома 3', 'anna@example.ru');
    await says(101, 'На улице Лесной в Бердске огромная яма у дома 3');
    const chat = await chatCase('На улице Лесной в Бердске огромная яма у дома 3');
    expect((await othersOf('operator', web.id)).numbers).toEqual([]);

    await says(101, `связать ${web.number}`);
    const code = await codeSentTo('anna@example.ru');
    const [letter] = await sentTo('anna@example.ru');
    // Of no case: whoever works on it does not find the code in its conversation.
    expect(letter.appeal_id).toBeNull();
    expect(await query(`select 1 from identity_code where code_hash = $1`, [Buffer.from(code)])).toEqual([]);
    await says(101, code === '000000' ? '000001' : '000000');
    expect((await sentTo('101')).at(-1)!.text).toContain('не подошёл');
    expect((await othersOf('operator', web.id)).numbers).toEqual([]);
    await says(101, code);
    expect((await sentTo('101')).at(-1)!.text).toContain('Готово');

    const { numbers, links } = await othersOf('operator', web.id);
    expect(numbers).toEqual([chat.number]);
    expect(links).toMatchObject([{ proof: 'code', by: null, other: { number: chat.number } }]);
    expect((await othersOf('operator', chat.id)).numbers).toEqual([web.number]);
    expect(await eventsOf(web.id)).toEqual([
      { type: 'identity.linked', actor: null, data: { proof: 'code', channel: 'telegram' } },
    ]);
    // Neither the words of the proof nor the code became a case or a part of one.
    expect(
      await query(
        `select text from appeal where author_key = (select author_key from appeal where appeal_id = $1)`,
        [chat.id],
      ),
    ).toHaveLength(1);
    expect(await query('select text from conversation_message where appeal_id = $1', [chat.id])).toHaveLength(
      1,
    );

    const card = await (await server.as('operator')).call('appeal', { params: { id: web.id } });
    expect(card.similar[0]).toMatchObject({ number: chat.number, channel: 'telegram', sameAuthor: true });
  });

  test('a code ends after five tries, after use, and after ten minutes', async () => {
    const web = await file('Не горит фонарь на улице Мира', 'boris@example.ru');
    const other = await file('Не вывозят мусор с улицы Мира', 'boris-too@example.ru');
    const params = { token: other.followUrl.split('/').at(-1)! };
    const ask = () => server.anybody.call('askIdentityCode', { params, body: { number: web.number } });
    const tries = (code: string) => server.anybody.call('confirmIdentity', { params, body: { code } });
    await ask();
    const code = await codeSentTo('boris@example.ru');
    const wrong = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1) await expect(tries(wrong)).rejects.toThrow(/422/);
    await expect(tries(code)).rejects.toThrow(/422/);

    await ask();
    const late = await codeSentTo('boris@example.ru');
    await query(`update identity_code set expires_at = now() - interval '1 second'`);
    await expect(tries(late)).rejects.toThrow(/422/);

    await ask();
    expect(await tries(await codeSentTo('boris@example.ru'))).toEqual({ linked: true });
    await expect(tries(await codeSentTo('boris@example.ru'))).rejects.toThrow(/422/);
    expect((await othersOf('operator', web.id)).numbers).toEqual([other.number]);
  });

  test('asking tells nothing of numbers, fills nobody’s mailbox, and ends', async () => {
    const victim = await file('Сломана скамейка в парке', 'victim@example.ru');
    const answers: unknown[] = [];
    for (const n of [1, 2, 3]) {
      const mine = await file(`Чужой вопрос номер ${n}`, `stranger-${n}@example.ru`);
      const params = { token: mine.followUrl.split('/').at(-1)! };
      for (const number of [victim.number, '54-26-999999', victim.number, victim.number, victim.number])
        answers.push(await server.anybody.call('askIdentityCode', { params, body: { number } }));
      await expect(
        server.anybody.call('askIdentityCode', { params, body: { number: '54-26-999998' } }),
      ).rejects.toThrow(/429/);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await sentTo('victim@example.ru')).toHaveLength(3);
  });

  test('a follow link sent to the bot joins that case; the mail somebody typed into the form is not proved by it', async () => {
    const first = await file('Протекает крыша подъезда', 'typed@example.ru');
    const second = await file('Сломан лифт в подъезде', 'typed@example.ru');
    await says(202, `https://example.ru${first.followUrl}`);
    expect((await sentTo('202')).at(-1)!.text).toContain('Готово');
    await says(202, 'В подъезде течёт труба');
    const chat = await chatCase('В подъезде течёт труба');
    const { numbers } = await othersOf('operator', chat.id);
    expect(numbers).toEqual([first.number]);
    expect(numbers).not.toContain(second.number);
    // Beside a matter it is proof too, and no words of the case: whoever reads them could act for the resident.
    await says(203, `В подъезде опять нет света, как и тогда https://example.ru${first.followUrl}`);
    const dark = await chatCase('В подъезде опять нет света, как и тогда');
    expect((await othersOf('operator', dark.id)).numbers).toContain(first.number);
    const kept = await query('select text from conversation_message where appeal_id = $1', [dark.id]);
    expect(kept).toEqual([{ text: 'В подъезде опять нет света, как и тогда' }]);
  });

  test('six digits nobody waits for are an ordinary message', async () => {
    await says(303, '630099');
    expect((await chatCase('630099')).number).toMatch(/^54-/);
  });
});

describe('an operator decides that two authors are one', () => {
  test('he is shown what is alike and what not, says why, and can take it back; all of it is history', async () => {
    const operator = await server.as('operator');
    const one = await file('Не чистят снег на Лесной улице', 'olga@example.ru');
    await says(404, 'Снег на Лесной так и лежит');
    const chat = await chatCase('Снег на Лесной так и лежит');
    const params = { id: one.id };
    const compared = await operator.call('compareAuthors', { params, body: { other: chat.number } });
    expect(compared.already).toBe(false);
    expect(compared.rows).toContainEqual({ field: 'name', one: 'Анна', other: 'Анна', same: true });
    expect(compared.rows).toContainEqual({ field: 'channel', one: 'web', other: 'telegram', same: false });
    expect(
      await query(`select 1 from personal_data_reading where login = 'operator' and appeal_id = $1`, [
        chat.id,
      ]),
    ).toHaveLength(1);
    await expect(
      operator.call('linkAuthors', { params, body: { other: chat.number, reason: ' ' } }),
    ).rejects.toThrow(/422/);
    const body = { other: chat.number, reason: 'Подтвердила по телефону' };
    const linked = await operator.call('linkAuthors', { params, body });
    expect(linked.links).toMatchObject([
      { proof: 'operator', reason: body.reason, by: 'Проверка: operator' },
    ]);
    await expect(operator.call('linkAuthors', { params, body })).rejects.toThrow(/409/);
    expect((await othersOf('operator', chat.id)).numbers).toEqual([one.number]);

    const link = linked.links[0]!.id;
    const end = { params: { ...params, link }, body: { reason: 'Ошиблись номером' } };
    expect(await operator.call('unlinkAuthors', end)).toMatchObject({ links: [] });
    await expect(operator.call('unlinkAuthors', end)).rejects.toThrow(/404/);
    expect((await othersOf('operator', chat.id)).numbers).toEqual([]);
    expect((await eventsOf(chat.id)).map(({ type, actor }) => [type, actor])).toEqual([
      ['identity.linked', 'operator'],
      ['identity.unlinked', 'operator'],
    ]);
  });

  test('the caller’s history shows what was proved to be his elsewhere, within sight', async () => {
    const operator = await server.as('operator');
    const call = await operator.call('registerOnBehalf', {
      body: {
        channel: 'hotline',
        text: 'Автобус 10 не приходит по утрам',
        contact: { name: 'Вера', phone: '+79139990011' },
      },
    });
    await says(505, 'Десятый автобус опять не пришёл');
    const chat = await chatCase('Десятый автобус опять не пришёл');
    await operator.call('linkAuthors', {
      params: { id: call.id },
      body: { other: chat.number, reason: 'Сама назвала номер' },
    });
    await server.settled();
    const history = await operator.call('callerHistory', { body: { phone: '89139990011' } });
    expect(history.rows.map((row) => row.number).sort()).toEqual([call.number, chat.number].sort());
  });

  test('nobody learns by a link of a case outside his limits, nor links or unlinks by one', async () => {
    const operator = await server.as('operator');
    const berdsk = await file('Барабанная музыка во дворе', 'leak@example.ru');
    await says(606, 'Барабан слышно из соседнего города');
    const foreign = await chatCase('Барабан слышно из соседнего города');
    await query(`update appeal set municipality = '50701000' where appeal_id = $1`, [foreign.id]);
    const linked = await operator.call('linkAuthors', {
      params: { id: berdsk.id },
      body: { other: foreign.number, reason: 'Один и тот же барабан' },
    });
    await server.settled();
    const limited = await server.as(SCOPED_LOGINS.municipality);
    const own = await limited.fetch(`/api/appeals/${berdsk.id}/author`);
    expect(await own.json()).toEqual({ links: [], rows: [] });
    const card = await (await limited.fetch(`/api/appeals/${berdsk.id}`)).text();
    expect(card).not.toContain(foreign.number);
    expect(card).not.toContain(foreign.id);
    expect((await limited.fetch(`/api/appeals/${foreign.id}/author`)).status).toBe(404);
    // The permission is of its own; and with it, only for cases in sight.
    const reason = { reason: 'Хочу узнать чужое' };
    const asked = { params: { id: berdsk.id }, body: { other: foreign.number, ...reason } };
    await expect(limited.call('compareAuthors', asked)).rejects.toThrow(/403/);
    await query(`update account set role = 'operator' where login = $1`, [SCOPED_LOGINS.municipality]);
    await expect(limited.call('compareAuthors', asked)).rejects.toThrow(/404/);
    await expect(limited.call('linkAuthors', asked)).rejects.toThrow(/404/);
    await expect(
      limited.call('unlinkAuthors', { params: { id: berdsk.id, link: linked.links[0]!.id }, body: reason }),
    ).rejects.toThrow(/404/);
    await query(`update account set role = 'coordinator' where login = $1`, [SCOPED_LOGINS.municipality]);
  });
});

test('one matter from two channels: suggested across them, joined, and each author answered where he wrote', async () => {
  const operator = await server.as('operator');
  const web = await file('На Советской площади прорвало трубу, вода по колено', 'web@example.ru');
  await says(707, 'Прорвало трубу на Советской площади, вода по колено');
  const chat = await chatCase('Прорвало трубу на Советской площади, вода по колено');
  await query(
    `update appeal set organisation = 'mintrans', topic = (select topic from appeal where appeal_id = $1), municipality = '50708000',
       triage = 'auto', status = 'routed' where appeal_id in ($1, $2)`,
    [web.id, chat.id],
  );
  await server.settled();
  const card = await operator.call('appeal', { params: { id: web.id } });
  const suggested = card.similar.find((row) => row.number === chat.number);
  expect(suggested).toMatchObject({ channel: 'telegram', sameAuthor: false });
  const executor = await server.as('mintrans-executor');
  await executor.call('joinCase', { params: { id: chat.id }, body: { lead: web.number } });

  const leader = await server.as('mintrans-coordinator');
  const draft = await leader.call('saveDraft', {
    params: { id: web.id },
    body: {
      understood: 'Вы сообщили о прорыве трубы на Советской площади.',
      cause: 'Лопнул вентиль старой трубы.',
      plan: 'Трубу заменили двадцать первого ноября.',
      outcome: 'solved',
    },
  });
  const versionOf = async () =>
    (await query('select version from appeal where appeal_id = $1', [web.id]))[0].version as number;
  for (const body of [{ action: 'take' }, { action: 'submit', draft: draft.id }] as const)
    await leader.call('actOnCase', {
      params: { id: web.id },
      body,
      headers: { 'if-match': `"${await versionOf()}"` },
    });
  const [byMail] = (await sentTo('web@example.ru')).slice(-1);
  const [inChat] = (await sentTo('707')).slice(-1);
  expect(byMail).toMatchObject({ channel: 'email', appeal_id: web.id });
  expect(inChat).toMatchObject({ channel: 'telegram', appeal_id: chat.id, text: byMail.text });
  expect(byMail.text).toContain('Трубу заменили');
  expect(await query('select status from appeal where appeal_id in ($1, $2)', [web.id, chat.id])).toEqual([
    { status: 'answered' },
    { status: 'answered' },
  ]);
});
