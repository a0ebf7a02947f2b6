import { beforeAll, describe, expect, test } from 'vitest';
import { decision, insertBareRegion, message, registerContext } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import type { IncomingMessage } from '../../path/index.ts';
import { createGroupCommit } from './group-commit.ts';
import { IdempotencyConflict } from './idempotency-conflict.ts';
import { createNumberSource } from './number-source.ts';
import { type RegisterContext, type Registered, registerAppeals } from './register-appeals.ts';

const database = withDatabase('schema');
let context: RegisterContext;

beforeAll(async () => {
  await insertBareRegion(database);
  context = registerContext(database);
});

const register = async (part: Partial<IncomingMessage>) =>
  (await registerAppeals(context, [message(part)]))[0]!;
const rowOf = async (result: unknown) =>
  (await database.pool.query('select * from appeal where appeal_id = $1', [(result as Registered).appealId]))
    .rows[0];
const countOf = async (externalId: string) =>
  (await database.pool.query('select count(*)::int as n from appeal where external_id = $1', [externalId]))
    .rows[0].n;

describe('a message becomes one appeal', () => {
  test('with its contact, photo and event in the same commit', async () => {
    const photoId = '01900000-0000-7000-8000-000000000001';
    await database.pool.query(
      `insert into photo (region_id, photo_id, uploaded_at, content_type, content) values ('54', $1, now(), 'image/png', 'x')`,
      [photoId],
    );
    const contact = { name: 'Имя', email: 'a@example.org', phone: null };
    const { appealId } = (await register({ contact, photos: [photoId] })) as Registered;
    const found = await database.pool.query(
      `select (select count(*)::int from applicant where appeal_id = $1) as contacts,
              (select count(*)::int from photo where appeal_id = $1) as photos,
              (select string_agg(type, ',') from event where appeal_id = $1) as events,
              (select data::text from event where appeal_id = $1) as told`,
      [appealId],
    );
    expect(found.rows[0]).toMatchObject({ contacts: 1, photos: 1, events: 'appeal.registered' });
    // The log is read by many: no text and no personal data in it.
    expect(found.rows[0].told).not.toMatch(/example|Имя|Лесной/);
  });

  test('the same key again gives the same appeal and makes nothing', async () => {
    const first = (await register({ externalId: 'again', text: 'Яма на дороге' })) as Registered;
    const second = (await register({ externalId: 'again', text: 'Яма на дороге' })) as Registered;
    expect(second).toMatchObject({ appealId: first.appealId, number: first.number, repeated: true });
    expect(await countOf('again')).toBe(1);
  });

  test('the same key with another text is a conflict and changes nothing', async () => {
    const first = await register({ externalId: 'reused', text: 'Яма на дороге' });
    expect(await register({ externalId: 'reused', text: 'Не горит фонарь' })).toBeInstanceOf(
      IdempotencyConflict,
    );
    expect((await rowOf(first)).text).toBe('Яма на дороге');
  });

  test('a key belongs to its channel', async () => {
    const [web, vk] = [
      await register({ externalId: 'both' }),
      await register({ externalId: 'both', channel: 'vk' }),
    ];
    expect((web as Registered).appealId).not.toBe((vk as Registered).appealId);
  });

  test('repeats within one batch, and between batches that run at once', async () => {
    const repeated = message({ externalId: 'storm', text: 'Прорыв трубы' });
    const batches = await Promise.all(
      [1, 2, 3, 4].map(() => registerAppeals(context, [repeated, message(), repeated])),
    );
    const results = batches.flatMap(([first, , third]) => [first, third]) as Registered[];
    expect(new Set(results.map((result) => result.appealId)).size).toBe(1);
    expect(results.filter((result) => !result.repeated)).toHaveLength(1);
    expect(await countOf('storm')).toBe(1);
  });

  test('a batch that fails writes nothing at all', async () => {
    const broken = registerContext(database, ({ text }) =>
      decision(text === 'яд' ? { dueAt: undefined as never } : {}),
    );
    const batch = [message({ externalId: 'good one' }), message({ externalId: 'bad one', text: 'яд' })];
    await expect(registerAppeals(broken, batch)).rejects.toThrow();
    expect(await countOf('good one')).toBe(0);
  });
});

describe('any text is stored as text', () => {
  test.each([
    ['NUL', 'яма\u0000 на дороге', 'яма на дороге'],
    ['a lone half of a surrogate pair', 'яма \ud83d тут', 'яма \ufffd тут'],
    ['a whole pair', 'яма 🕳 тут', 'яма 🕳 тут'],
    [
      'markup and script',
      '<script>alert("1")</script><b>яма</b> & \'кавычки\'',
      '<script>alert("1")</script><b>яма</b> & \'кавычки\'',
    ],
    ['SQL', `'); drop table appeal; --`, `'); drop table appeal; --`],
    ['ten thousand characters', 'ы'.repeat(10_000), 'ы'.repeat(10_000)],
    ['backslashes that look like JSON', '\\u0000 \\n "', '\\u0000 \\n "'],
  ])('%s', async (_name, given, stored) => {
    expect((await rowOf(await register({ text: given }))).text).toBe(stored);
  });

  test('so are the key, the address, the contact and the raw payload', async () => {
    const odd = 'а\u0000б\ud800в';
    const result = await register({
      externalId: odd,
      address: odd,
      authorKey: odd,
      contact: { name: odd },
      raw: { text: odd, [odd]: 1 },
    });
    const row = await rowOf(result);
    expect([row.external_id, row.address, row.author_key]).toEqual(['аб\ufffdв', 'аб\ufffdв', 'аб\ufffdв']);
    const kept = await database.pool.query('select raw from message where appeal_id = $1', [row.appeal_id]);
    expect(kept.rows[0].raw).toEqual({ text: 'аб\ufffdв', 'аб\ufffdв': 1 });
  });

  test('a payload that spells out an escape is kept as it was spelled', async () => {
    const raw = { text: '\\u0000 \\ud800 "\\\\"', nested: [{ a: ['\\'] }] };
    const result = (await register({ raw })) as Registered;
    const kept = await database.pool.query('select raw from message where appeal_id = $1', [result.appealId]);
    expect(kept.rows[0].raw).toEqual(raw);
  });
});

describe('group commit', () => {
  test('two deliveries of one key at the same moment make one appeal', async () => {
    const group = createGroupCommit(context);
    const repeated = message({ externalId: 'at once', text: 'Прорыв трубы' });
    const results = await Promise.all([...Array(6)].map(() => group.register(repeated)));
    expect(new Set(results.map((result) => (result as Registered).appealId)).size).toBe(1);
    expect(results.filter((result) => !(result as Registered).repeated)).toHaveLength(1);
    expect(await countOf('at once')).toBe(1);
  });

  test('one that cannot be written does not take its neighbours with it', async () => {
    const poison = registerContext(database, ({ text }) =>
      decision(text === 'яд' ? { lat: 'север' as never } : {}),
    );
    const group = createGroupCommit(poison);
    const results = await Promise.allSettled([
      ...[...Array(20)].map(() => group.register(message())),
      group.register(message({ text: 'яд', externalId: 'poison' })),
      ...[...Array(20)].map(() => group.register(message())),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(40);
    expect(results[20]!.status).toBe('rejected');
    expect(await countOf('poison')).toBe(0);
    expect(group.pending()).toBe(0);
  });

  test('drain waits for everything that was taken', async () => {
    const group = createGroupCommit(context);
    const taken = [...Array(300)].map(() => group.register(message({ sourceName: 'drained' })));
    await group.drain();
    const found = await database.pool.query(
      `select count(*)::int as n from appeal where source_name = 'drained'`,
    );
    expect(found.rows[0].n).toBe(300);
    await Promise.all(taken);
  });
});

describe('numbers', () => {
  test('of two processes that take at once never meet', async () => {
    const sources = [createNumberSource(database.pool), createNumberSource(database.pool)];
    const takes = sources.flatMap((source) =>
      [1, 7, 499, 500, 501, 3].map((count) => source.take('54', 2031, count)),
    );
    const numbers = (await Promise.all(takes)).flat();
    expect(numbers).toHaveLength(2 * 1511);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^54-31-\d{6}$/.test(number))).toBe(true);
  });

  test('a year begins anew', async () => {
    const source = createNumberSource(database.pool);
    expect(await source.take('54', 2032, 2)).toEqual(['54-32-000001', '54-32-000002']);
    expect(await source.take('54', 2033, 1)).toEqual(['54-33-000001']);
  });

  test('a taker that failed does not stop the next', async () => {
    const source = createNumberSource(database.pool);
    await expect(source.take('no such region', 2031, 1)).rejects.toThrow();
    expect(await source.take('54', 2034, 1)).toEqual(['54-34-000001']);
  });
});
