import { z } from 'zod';
import type { Post } from '../post.ts';
import { type ReaderTools, ReadFailed, type SourceReader } from './reader.ts';

const COUNT = 200;
/** VK gives a thousand results of a question at most; more pages than this are not asked for. */
const PAGES_MAX = 10;
const FIRST_LOOK_BACK_S = 3 * 86_400;
const TRIES_MAX = 4;
const MINUTE_MS = 60_000;

const Item = z.looseObject({
  id: z.number().int(),
  owner_id: z.number().int(),
  from_id: z.number().int().optional(),
  signer_id: z.number().int().optional(),
  date: z.number().int(),
  text: z.string().default(''),
  marked_as_ads: z.union([z.number(), z.boolean()]).optional(),
  geo: z
    .looseObject({
      coordinates: z
        .union([z.string(), z.looseObject({ latitude: z.number(), longitude: z.number() })])
        .optional(),
    })
    .optional(),
});
const Found = z.looseObject({ items: z.array(z.unknown()), next_from: z.string().optional() });

/**
 * Public posts by words: `newsfeed.search` of the VK API (schema 5.199), newest first, page by page.
 * Environment: `OTKLIK_VK_SERVICE_TOKEN` (a service key of an application), `OTKLIK_VK_BASE` (https://api.vk.com).
 * The cursor holds the moment of the newest post of each question; it moves when the question has been read to its end, so that a
 * stop in between loses nothing. Posts of that second come again and are recognised.
 */
export const readVkSearch: SourceReader = async function* (source, tools) {
  const since = (source.cursor.since ?? {}) as Record<string, number>;
  const left: Record<string, number> = {};
  for (const query of source.queries) left[query] = since[query] ?? 0;
  for (const query of source.queries) {
    const from = left[query] || Math.floor(tools.now.getTime() / 1000) - FIRST_LOOK_BACK_S;
    let newest = from;
    let next: string | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const found = await search(tools, {
        q: query,
        count: String(COUNT),
        start_time: String(from),
        ...(next ? { start_from: next } : {}),
      });
      const posts = found.items.flatMap(toPost);
      for (const post of posts) newest = Math.max(newest, post.at.getTime() / 1000);
      next = found.next_from || undefined;
      if (posts.length > 0) yield { posts, cursor: null };
      if (!next || found.items.length === 0) break;
    }
    left[query] = newest;
    yield { posts: [], cursor: { since: { ...left } } };
  }
};

function toPost(value: unknown): Post[] {
  const parsed = Item.safeParse(value);
  if (!parsed.success) return [];
  const { id, owner_id: owner, from_id: from = owner, signer_id: signer, date, text, geo } = parsed.data;
  const name = `wall${owner}_${id}`;
  return [
    {
      externalId: name,
      at: new Date(date * 1000),
      text,
      author: String(signer ?? from),
      url: `https://vk.com/${name}`,
      thread: name,
      home: String(owner),
      point: pointOf(geo?.coordinates),
      isAdvert: Boolean(parsed.data.marked_as_ads),
    },
  ];
}

/** Old answers say «54.9 83.1», new ones name both. */
function pointOf(
  said: string | { latitude: number; longitude: number } | undefined,
): readonly [number, number] | null {
  if (said === undefined) return null;
  if (typeof said !== 'string') return [said.latitude, said.longitude];
  const [lat, lon] = said.split(' ').map(Number);
  return Number.isFinite(lat) && Number.isFinite(lon) ? [lat!, lon!] : null;
}

async function search(tools: ReaderTools, params: Record<string, string>): Promise<z.output<typeof Found>> {
  const token = tools.env.OTKLIK_VK_SERVICE_TOKEN;
  if (!token)
    throw new ReadFailed(
      'Нет сервисного ключа VK: задайте переменную OTKLIK_VK_SERVICE_TOKEN и перезапустите сервер.',
      10 * MINUTE_MS,
    );
  const base = (tools.env.OTKLIK_VK_BASE ?? 'https://api.vk.com').replace(/\/+$/, '');
  for (let attempt = 1; ; attempt += 1) {
    const answer = await tools.request(`${base}/method/newsfeed.search`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...params, access_token: token, v: '5.199' }).toString(),
      bytesMax: 8_000_000,
      withinMs: 20_000,
    });
    const { response, error } = parse(answer.body);
    if (answer.status === 200 && !error) {
      const found = Found.safeParse(response);
      if (found.success) return found.data;
      throw new ReadFailed('VK ответил не так, как описано: проверьте OTKLIK_VK_BASE.');
    }
    const code = error?.error_code ?? 0;
    // Too many in a second: wait it out; what is spent for the day or the hour is not asked for again and again.
    if (code === 6 && attempt < TRIES_MAX) {
      await tools.wait(400 * 2 ** attempt);
      continue;
    }
    throw failureOf(code, error?.error_msg ?? `ответ ${answer.status}`);
  }
}

function parse(body: Buffer): { response?: unknown; error?: { error_code?: number; error_msg?: string } } {
  try {
    return JSON.parse(body.toString());
  } catch {
    return {};
  }
}

function failureOf(code: number, message: string): ReadFailed {
  switch (code) {
    case 5:
      return new ReadFailed('VK не принял сервисный ключ (5): выпустите новый.', 10 * MINUTE_MS);
    case 6:
      return new ReadFailed('VK: слишком много запросов в секунду (6).', MINUTE_MS);
    case 9:
      return new ReadFailed('VK: слишком много одинаковых запросов (9), подождём.', 10 * MINUTE_MS);
    case 29:
      return new ReadFailed('VK: исчерпан суточный предел поиска (29), подождём час.', 60 * MINUTE_MS);
    default:
      return new ReadFailed(`VK: ${message.slice(0, 200)} (${code}).`);
  }
}
