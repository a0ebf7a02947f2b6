// Long because one store of sources and candidates is followed through all its doors in one file.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SaveSource } from '../../contract/monitoring.ts';
import type { Client } from '../../test/support/client.ts';
import { vkScript } from '../../test/support/peers/scripts.ts';
import { startVkSearchPeer } from '../../test/support/peers/vk-search-peer.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { saveAccount } from '../channels/index.ts';
import { eraseExpiredCandidates } from '../monitoring/open-monitoring.ts';
import { transaction } from '../platform/database/index.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';

const NOW = new Date();
const env: Record<string, string> = {};
const server = withServer({ channels: { env, retryMs: 50 } });
const COMPLAINTS = [
  'В Бердске на улице Лесной третий день нет горячей воды, управляющая компания трубку не берёт, сколько можно терпеть',
  'Бердск, улица Мира: во дворе гора мусора, не вывозят вторую неделю, крысы бегают, куда смотрит администрация',
  'В Искитиме автобус опять не пришёл, стоим на остановке по сорок минут на морозе, когда это прекратится',
];
const SEARCH: SaveSource = {
  kind: 'community',
  network: 'vk',
  name: 'Поиск по Бердску',
  address: 'https://vk.com/feed?section=search',
  organisation: null,
  municipality: null,
  audience: 12_000,
  reading: 'vk_search',
  queries: ['бердск', 'искитим'],
  enabled: true,
};

let search: Awaited<ReturnType<typeof startVkSearchPeer>>;
let script: Awaited<ReturnType<typeof vkScript>>;
let admin: Client;
let operator: Client;
let sourceId: string;
const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows;
const waiting = async (who = operator) => (await who.call('candidates')).rows;
const read = () => admin.call('readSource', { params: { id: sourceId } });

beforeAll(async () => {
  search = await startVkSearchPeer();
  script = await vkScript();
  Object.assign(env, script.env, {
    OTKLIK_VK_SERVICE_TOKEN: 'service-token',
    OTKLIK_VK_BASE: search.base,
    OTKLIK_MONITORING_TRUSTED: search.host,
  });
  await saveAccount(server.database.pool, '54', script.account);
  [admin, operator] = [await server.as('administrator'), await server.as('operator')];
  const at = Math.floor(NOW.getTime() / 1000) - 600;
  for (const [n, text] of COMPLAINTS.entries())
    search.posts.push({ id: n + 1, owner: -500 - n, author: 9000 + n, at: at + n, text });
  search.posts.push({
    id: 50,
    owner: -600,
    author: 1,
    at,
    text: 'Продам в Бердске диван, недорого, звоните вечером',
  });
  search.posts.push({ id: 51, owner: -601, author: 2, at: at + 50, text: `${COMPLAINTS[0]}!!!` });
  ({ id: sourceId } = await admin.call('addSource', { body: SEARCH }));
});
afterAll(async () => {
  await search.close();
  await script.close();
});

describe('who may', () => {
  test('only whoever decides of candidates sees them, only an administrator keeps sources', async () => {
    const id = crypto.randomUUID();
    const doors = [
      ['candidates', {}],
      ['sources', {}],
      ['acceptCandidate', { params: { id }, body: {} }],
      ['rejectCandidate', { params: { id }, body: { reason: 'spam' } }],
      ['undoCandidate', { params: { id } }],
      ['decideCandidates', { body: { filter: {}, verdict: 'spam' } }],
    ] as const;
    const keeping = [
      ['addSource', { body: SEARCH }],
      ['saveSource', { params: { id }, body: SEARCH }],
      ['importSources', { body: { csv: 'a' } }],
      ['readSource', { params: { id } }],
      ['readExport', { params: { id } }],
    ] as const;
    for (const role of [
      'executor',
      'approver',
      'analyst',
      'head',
      'federal_curator',
      'quality_controller',
    ] as const) {
      const person = await server.as(role);
      for (const [name, asked] of [...doors, ...keeping])
        expect((await person.ask(name, asked as never)).status, `${role} ${name}`).toBe(403);
    }
    for (const [name, asked] of keeping)
      expect((await operator.ask(name, asked as never)).status, name).toBe(403);
    for (const [name, asked] of [...doors, ...keeping])
      expect((await server.anybody.ask(name, asked as never)).status, name).toBe(401);
  });
});

describe('from a post to a case', () => {
  test('a search brings candidates, a copy joins one, calm posts are left; again it adds nothing', async () => {
    const first = await read();
    expect(first).toEqual({ posts: 5, candidates: 3, copies: 1 });
    const rows = await waiting();
    expect(rows.map(({ text }) => text.replace(/!+$/, '')).sort()).toEqual([...COMPLAINTS].sort());
    const water = rows.find(({ text }) => text.includes('горячей воды'))!;
    expect(water).toMatchObject({
      municipality: '50708000',
      copies: 1,
      answerable: true,
      sourceName: SEARCH.name,
    });
    expect(water.score).toBeGreaterThan(0.5);
    expect(water.words.length).toBeGreaterThan(0);
    expect(water.suggestions.length).toBeGreaterThan(0);
    await query(`update monitored_source set cursor = '{}'`);
    expect(await read()).toMatchObject({ candidates: 0 });
    expect(await waiting()).toHaveLength(3);
    expect((await waiting()).find(({ id }) => id === water.id)!.copies).toBe(1);
  });

  test('a person of a town sees and decides of the town alone', async () => {
    const town = await server.as(SCOPED_LOGINS.municipality);
    const own = await waiting(town);
    expect(own.map(({ municipality }) => municipality)).toEqual(['50708000', '50708000']);
    const other = (await waiting()).find(({ municipality }) => municipality !== '50708000')!;
    expect((await town.ask('acceptCandidate', { params: { id: other.id }, body: {} })).status).toBe(404);
    expect(
      (await town.ask('rejectCandidate', { params: { id: other.id }, body: { reason: 'spam' } })).status,
    ).toBe(404);
    expect(await waiting(await server.as(SCOPED_LOGINS.organisation))).toEqual([]);
  });

  test('accepted it is a case of the series of publications, and is answered under the post', async () => {
    const water = (await waiting()).find(({ text }) => text.includes('горячей воды'))!;
    const both = await Promise.all(
      [operator, admin].map((who) => who.ask('acceptCandidate', { params: { id: water.id }, body: {} })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [appeal] = await query(`select * from appeal where channel = 'monitoring' and text = $1`, [
      water.text,
    ]);
    expect(appeal).toMatchObject({ regime: 'social', municipality: '50708000', source_name: SEARCH.name });
    expect(await query(`select count(*)::int as n from appeal where channel = 'monitoring'`)).toEqual([
      { n: 1 },
    ]);
    await transaction(server.database.pool, (client) =>
      enqueueOutgoing(client, {
        regionId: '54',
        appealId: appeal.appeal_id,
        text: 'Вода будет',
        dedupeKey: 'w',
        now: NOW,
      }),
    );
    const [sent] = await query(
      `select channel, recipient, thread_key from outgoing_message where dedupe_key = 'w'`,
    );
    expect(sent).toEqual({
      channel: 'vk',
      recipient: expect.stringMatching(/^wall-\d+_\d+$/),
      thread_key: expect.stringMatching(/_\d+$/),
    });
    // The post read again is still one case, and no candidate.
    await query(`update monitored_source set cursor = '{}'`);
    await read();
    expect((await waiting()).some(({ id }) => id === water.id)).toBe(false);
  });

  test('a decision is taken back, a refusal and an acceptance alike', async () => {
    const bus = (await waiting()).find(({ text }) => text.includes('автобус'))!;
    await operator.call('rejectCandidate', { params: { id: bus.id }, body: { reason: 'not_complaint' } });
    const threshold = (await admin.call('sources')).rows[0]!;
    expect(threshold).toMatchObject({ accepted: 1, rejected: 1, waiting: 1 });
    await operator.call('undoCandidate', { params: { id: bus.id } });
    expect((await waiting()).some(({ id }) => id === bus.id)).toBe(true);
    const { appeal } = await operator.call('acceptCandidate', { params: { id: bus.id }, body: {} });
    await operator.call('undoCandidate', { params: { id: bus.id } });
    expect(await query('select status from appeal where appeal_id = $1', [appeal])).toEqual([
      { status: 'withdrawn' },
    ]);
    const again = await operator.call('acceptCandidate', { params: { id: bus.id }, body: {} });
    expect(again.appeal).not.toBe(appeal);
    expect(
      await query('select appeal_id from thread where appeal_id = any($1)', [[appeal, again.appeal]]),
    ).toEqual([{ appeal_id: again.appeal }]);
  });

  test('many are decided of at once after a preview, and only what the preview showed', async () => {
    const body = { filter: { municipality: '50708000' }, verdict: 'not_complaint' } as const;
    const preview = await operator.call('decideCandidates', { body });
    expect(preview).toMatchObject({ count: 1, more: 0, done: false });
    expect(preview.sample).toHaveLength(1);
    expect((await operator.ask('decideCandidates', { body: { ...body, expected: 2 } })).status).toBe(409);
    expect(await operator.call('decideCandidates', { body: { ...body, expected: 1 } })).toMatchObject({
      count: 1,
      done: true,
    });
    expect(await waiting()).toEqual([]);
  });

  test('expires: waiting ones go, words of decided ones are emptied, verdicts stay a while', async () => {
    const { context } = server.app.context.monitoring('54');
    await query(`update candidate set decided_at = decided_at - interval '40 days' where state = 'rejected'`);
    await eraseExpiredCandidates(context);
    expect(await query(`select text, author, reason from candidate where state = 'rejected'`)).toEqual([
      { text: '', author: null, reason: 'not_complaint' },
    ]);
    await query(`update candidate set decided_at = decided_at - interval '60 days' where state = 'rejected'`);
    await eraseExpiredCandidates(context);
    expect(await query(`select 1 from candidate where state = 'rejected'`)).toEqual([]);
  });
});

describe('sources', () => {
  test('what a search finds on a registered page is that page’s; official words and switched-off pages are left', async () => {
    const page = { ...SEARCH, reading: 'none', queries: [] as string[] } as const;
    const own = { ...page, name: 'Двор', address: 'https://vk.com/club777', municipality: '50701000' };
    await admin.call('addSource', { body: own });
    await admin.call('addSource', {
      body: { ...page, kind: 'official', name: 'Мэрия', address: 'https://vk.com/public778' },
    });
    await admin.call('addSource', {
      body: { ...page, name: 'Выключено', address: 'https://vk.com/club779', enabled: false },
    });
    const at = Math.floor(NOW.getTime() / 1000) - 5;
    const text =
      'У нас искитимский автобус опять сломался, водитель хамит, люди мёрзнут, сколько можно терпеть';
    for (const [owner, author] of [
      [-777, 5],
      [-778, -778],
      [-779, 6],
    ] as const)
      search.posts.push({ id: 70, owner, author, at, text: `${text} ${owner}` });
    await read();
    const rows = (await waiting()).filter((row) => row.text.includes('автобус опять сломался'));
    expect(rows).toMatchObject([{ sourceName: 'Двор', url: 'https://vk.com/wall-777_70' }]);
    await operator.call('rejectCandidate', { params: { id: rows[0]!.id }, body: { reason: 'spam' } });
    await query(
      `delete from candidate where source_id in (select source_id from monitored_source where name in ('Двор', 'Мэрия', 'Выключено'))`,
    );
    await query(`delete from monitored_source where name in ('Двор', 'Мэрия', 'Выключено')`);
  });

  test('many come by CSV: first told, then written; wrong rows are named and left out', async () => {
    const csv = [
      'Название;Вид;Адрес;Муниципалитет;Аудитория;Чтение;Запросы',
      'Бердск онлайн;сообщество;https://vk.com/berdsk;город Бердск;45 000;нет;',
      'Новости;СМИ;https://news.example.org/rss.xml;;;лента;',
      'Где это;сообщество;https://vk.com/x;Атлантида;;нет;',
      'Без адреса;сообщество;vk.com;;;нет;',
    ].join('\r\n');
    const names = (await admin.call('registry')).municipalities;
    const berdsk = names.find(({ code }) => code === '50708000')!.name;
    const body = { csv: csv.replace('город Бердск', berdsk) };
    const preview = await admin.call('importSources', { body });
    expect(preview).toMatchObject({ fresh: 2, changed: 0, wrong: 2 });
    expect(preview.rows.filter(({ state }) => state === 'wrong').map(({ why }) => why)).toEqual([
      expect.stringContaining('Атлантида'),
      expect.any(String),
    ]);
    expect((await admin.call('sources')).rows).toHaveLength(1);
    expect(await admin.call('importSources', { body: { ...body, run: true } })).toMatchObject({ fresh: 2 });
    const rows = (await admin.call('sources')).rows;
    expect(rows.find(({ name }) => name === 'Бердск онлайн')).toMatchObject({
      network: 'vk',
      municipality: '50708000',
      audience: 45_000,
      reading: 'none',
    });
    expect(rows.find(({ name }) => name === 'Новости')).toMatchObject({
      network: 'rss',
      kind: 'media',
      reading: 'feed',
    });
    expect(await admin.call('importSources', { body })).toMatchObject({ fresh: 0, changed: 2 });
  });

  test('an address twice is refused; a failure is shown with the source', async () => {
    expect((await admin.ask('addSource', { body: SEARCH })).status).toBe(409);
    const body = {
      ...SEARCH,
      address: 'http://127.0.0.1:9/',
      network: 'rss',
      reading: 'feed',
      queries: [] as string[],
    } as const;
    const { id } = await admin.call('addSource', { body });
    expect((await admin.ask('readSource', { params: { id } })).status).toBe(502);
    const row = (await admin.call('sources')).rows.find((each) => each.id === id)!;
    expect(row.lastError).toMatch(/внутреннюю сеть/);
  });

  test('a Telegram export is taken as it streams in, and adds nothing the second time', async () => {
    const body = {
      ...SEARCH,
      address: 'https://t.me/gorod',
      network: 'telegram',
      reading: 'export',
      queries: [] as string[],
      municipality: '50708000',
    } as const;
    const { id } = await admin.call('addSource', { body });
    const seconds = String(Math.floor(Date.now() / 1000) - 60);
    const messages = [
      {
        id: 1,
        type: 'message',
        date_unixtime: seconds,
        from_id: 'user1',
        text: 'Во дворе не горит ни один фонарь уже месяц, дети идут из школы в темноте, никто не реагирует',
      },
      {
        id: 2,
        type: 'message',
        date_unixtime: seconds,
        from_id: 'user2',
        text: 'С добрым утром, соседи! Всем хорошего дня',
      },
    ];
    const send = async (content: string) => {
      const form = new FormData();
      form.append('file', new Blob([content]), 'result.json');
      return admin.fetch(`/api/monitoring/sources/${id}/export`, { method: 'POST', body: form });
    };
    const answer = await send(JSON.stringify({ name: 'Город', id: 7, messages }));
    expect(await answer.json()).toEqual({ posts: 2, candidates: 1, copies: 0 });
    expect(await (await send(JSON.stringify({ messages }))).json()).toMatchObject({ candidates: 0 });
    expect((await send('{"messages": [{')).status).toBe(422);
    const [found] = await waiting();
    expect(found).toMatchObject({ url: 'https://t.me/gorod/1', municipality: '50708000', answerable: false });
  });
});
