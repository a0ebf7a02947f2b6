import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type ProviderPeer, startPeer } from '../../../test/support/peers/provider-peer.ts';
import { startVkSearchPeer } from '../../../test/support/peers/vk-search-peer.ts';
import { guardedRequest, isPrivateAddress } from '../../platform/http/guarded-request.ts';
import type { Post } from '../post.ts';
import { readFeed } from './feed.ts';
import { messagesOf } from './message-stream.ts';
import { type ReaderTools, ReadFailed, type SourceReader } from './reader.ts';
import { readTelegramExport } from './telegram-export.ts';
import { readVkSearch } from './vk-search.ts';

const NOW = new Date('2026-11-22T05:00:00Z');
const waits: number[] = [];
const toolsFor = (peer: { host: string; base: string }): ReaderTools => ({
  now: NOW,
  env: { OTKLIK_VK_BASE: peer.base, OTKLIK_VK_SERVICE_TOKEN: 'service-token' },
  wait: async (ms) => void waits.push(ms),
  request: (address, options) => guardedRequest(address, { ...options, trustedHosts: [peer.host] }),
});

async function readAll(reader: SourceReader, source: Parameters<SourceReader>[0], tools: ReaderTools) {
  const posts: Post[] = [];
  let cursor: Record<string, unknown> = source.cursor;
  for await (const step of reader(source, tools)) {
    posts.push(...step.posts);
    if (step.cursor) cursor = JSON.parse(JSON.stringify(step.cursor));
  }
  return { posts, cursor };
}
const source = (part: Partial<Parameters<SourceReader>[0]>) => ({
  sourceId: 's1',
  address: 'https://vk.com/feed',
  queries: ['яма'],
  cursor: {},
  ...part,
});

describe('the search of VK', () => {
  let peer: Awaited<ReturnType<typeof startVkSearchPeer>>;
  const seconds = NOW.getTime() / 1000;
  beforeAll(async () => {
    peer = await startVkSearchPeer(3);
    for (let n = 0; n < 8; n += 1)
      peer.posts.push({ id: n, owner: -7, author: 100 + n, at: seconds - 1000 + n, text: `Яма номер ${n}` });
  });
  afterAll(() => peer.close());

  test('reads every page, then only what is new; the last second comes again', async () => {
    const first = await readAll(readVkSearch, source({}), toolsFor(peer));
    expect(first.posts.map(({ externalId }) => externalId).sort()).toEqual(
      Array.from({ length: 8 }, (_, n) => `wall-7_${n}`),
    );
    expect(first.posts[0]).toMatchObject({
      author: '107',
      thread: 'wall-7_7',
      url: 'https://vk.com/wall-7_7',
    });
    peer.posts.push({ id: 99, owner: -7, author: 1, at: seconds - 1, text: 'Новая яма' });
    const second = await readAll(readVkSearch, source({ cursor: first.cursor }), toolsFor(peer));
    expect(second.posts.map(({ externalId }) => externalId)).toEqual(['wall-7_99', 'wall-7_7']);
  });

  test('a reading that breaks off between pages keeps the cursor where it was', async () => {
    const steps = readVkSearch(source({}), toolsFor(peer));
    expect((await steps.next()).value).toMatchObject({ cursor: null });
    peer.failWith('reset', 1);
    await expect(steps.next()).rejects.toThrow(/не отвечает/);
  });

  test('waits out «too many in a second» and gives up at last; other limits are for later', async () => {
    const vkError = (code: number) => ({ body: { error: { error_code: code, error_msg: 'no' } } });
    waits.length = 0;
    peer.failWith(vkError(6), 2);
    expect((await readAll(readVkSearch, source({}), toolsFor(peer))).posts.length).toBeGreaterThan(0);
    expect(waits).toEqual([800, 1600]);
    peer.failWith(vkError(6), 100);
    await expect(readAll(readVkSearch, source({}), toolsFor(peer))).rejects.toThrow(/\(6\)/);
    for (const [code, minutes] of [
      [9, 10],
      [29, 60],
      [5, 10],
    ] as const) {
      peer.failWith(vkError(code), 1);
      const error = await readAll(readVkSearch, source({}), toolsFor(peer)).catch((each) => each);
      expect(error).toBeInstanceOf(ReadFailed);
      expect(error.retryAfterMs).toBe(minutes * 60_000);
    }
  });
});

const RSS = `<?xml version="1.0"?><rss version="2.0"><channel><title>Город</title>
<item><guid>n1</guid><title>Жители жалуются</title><link>https://example.org/n1</link>
<description>&lt;p&gt;Во дворе &lt;b&gt;не горит&lt;/b&gt; фонарь&lt;/p&gt;</description><pubDate>Sat, 21 Nov 2026 10:00:00 +0700</pubDate></item>
<item><title>Без имени</title><description>Второе</description></item></channel></rss>`;
const ATOM = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Г</title><id>g</id><updated>2026-11-21T00:00:00Z</updated>
<entry><id>a1</id><title>Яма</title><updated>2026-11-21T01:00:00Z</updated><link href="https://example.org/a1"/><content type="html">&lt;i&gt;Глубокая&lt;/i&gt;</content></entry></feed>`;

describe('feeds', () => {
  let peer: ProviderPeer;
  let content: string | Buffer = RSS;
  beforeAll(async () => {
    peer = await startPeer(({ path, headers }): Answer => {
      if (path === '/moved') return { status: 302, headers: { location: 'http://169.254.169.254/' } };
      if (path === '/endless') return { body: Buffer.alloc(6_000_000, 'x') };
      if (headers['if-none-match'] === '"v1"') return { status: 304, body: Buffer.alloc(0) };
      return { headers: { etag: '"v1"', 'content-type': 'application/rss+xml' }, body: Buffer.from(content) };
    });
  });
  afterAll(() => peer.close());
  const read = (path: string, cursor = {}) =>
    readAll(readFeed, source({ address: peer.base + path, cursor }), toolsFor(peer));

  test('RSS and Atom become posts; an unchanged feed is not sent again', async () => {
    const { posts, cursor } = await read('/rss');
    expect(posts).toHaveLength(2);
    expect(posts[0]).toMatchObject({
      externalId: 'n1',
      url: 'https://example.org/n1',
      text: 'Жители жалуются. Во дворе не горит фонарь',
      at: new Date('2026-11-21T03:00:00Z'),
    });
    expect(posts[1]).toMatchObject({ at: NOW, url: null });
    expect((await read('/rss', cursor)).posts).toEqual([]);
    content = ATOM;
    expect((await read('/atom')).posts).toMatchObject([{ externalId: 'a1', text: 'Яма. Глубокая' }]);
  });

  test('a redirect is told and not followed, too long and not a feed are refused', async () => {
    await expect(read('/moved')).rejects.toThrow(/переехала: http:\/\/169/);
    await expect(read('/endless')).rejects.toThrow(/длиннее/);
    content = '<html>нет</html>';
    await expect(read('/page')).rejects.toThrow(/не лента/);
  });

  test('an address of a private network is refused before anything is sent', async () => {
    const asked = peer.asked.length;
    await expect(guardedRequest(`${peer.base}/rss`, { bytesMax: 1e6, withinMs: 1000 })).rejects.toThrow(
      /внутреннюю сеть/,
    );
    const byName = peer.base.replace('127.0.0.1', 'localhost');
    await expect(guardedRequest(byName, { bytesMax: 1e6, withinMs: 1000 })).rejects.toThrow(
      /внутреннюю сеть/,
    );
    for (const address of [
      'file:///etc/passwd',
      'http://user:pw@example.org/',
      'gopher://x',
      'http://[::1]/',
      'http://0x7f.1/',
    ])
      await expect(guardedRequest(address, { bytesMax: 1e6, withinMs: 1000 })).rejects.toThrow();
    expect(peer.asked.length).toBe(asked);
  });

  test.each([
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['::1', true],
    ['fd00::1', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:a00:1', true],
    ['64:ff9b:1::a00:1', true],
    ['2002:a00:1::1', true],
    ['2001:0:4136:e378::1', true],
    ['2001:4860:4860::8888', false],
    ['fec0::1', true],
    ['8.8.8.8', false],
    ['2a00:1450::1', false],
  ])('%s is private: %s', (address, is) => expect(isPrivateAddress(address)).toBe(is));
});

describe('a Telegram export', () => {
  const chunked = (text: string, sizes: readonly number[]) => {
    const bytes = Buffer.from(text);
    const chunks: Buffer[] = [];
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length]!;
      chunks.push(bytes.subarray(at, at + size));
      at += size;
    }
    return Readable.from(chunks);
  };
  const collect = async (stream: AsyncIterable<Buffer>) => {
    const all: unknown[] = [];
    for await (const messages of messagesOf(stream)) all.push(...messages);
    return all;
  };

  test('objects come out as they are, wherever the chunks are cut and whatever the texts hold', async () => {
    const message = fc.record({
      id: fc.nat(),
      text: fc.oneof(fc.string(), fc.constantFrom('"messages": [', '\\"}]{', '\\\\')),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(message), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (chats, sizes, pretty) => {
          const document = JSON.stringify(
            {
              name: 'messages',
              chats: { list: chats.map((messages, id) => ({ id, messages, after: [1] })) },
            },
            null,
            pretty ? 1 : 0,
          );
          expect(await collect(chunked(document, sizes))).toEqual(chats.flat());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a file that breaks off or is something else is told', async () => {
    await expect(collect(chunked('{"messages": [{"id": 1}, {"id"', [7]))).rejects.toThrow(/обрывается/);
    await expect(collect(chunked('{"a": 1}', [3]))).rejects.toThrow(/result\.json/);
    await expect(collect(chunked('{"messages": [5]}', [30]))).rejects.toThrow(/повреждён/);
  });

  test('posts have texts put together of their parts; service messages and forwards are left out', async () => {
    const at = '1795237200';
    const document = JSON.stringify({
      id: 5,
      messages: [
        { id: 1, type: 'service', date_unixtime: at, text: '' },
        {
          id: 2,
          type: 'message',
          date_unixtime: at,
          from_id: 'user9',
          text: ['Не горит ', { type: 'bold', text: 'фонарь' }],
        },
        { id: 3, type: 'message', date_unixtime: at, forwarded_from: 'Кто-то', text: 'чужое' },
      ],
    });
    const posts: Post[] = [];
    const from = { sourceId: 's1', address: 'https://t.me/gorod54' };
    for await (const step of readTelegramExport(chunked(document, [11]), from)) posts.push(...step);
    expect(posts).toMatchObject([
      {
        externalId: 's1/2',
        text: 'Не горит фонарь',
        author: '9',
        url: 'https://t.me/gorod54/2',
        thread: null,
      },
    ]);
  });
});
