import { createHash } from 'node:crypto';
import { parseFeed } from 'feedsmith';
import { stripHtml } from '../../platform/text/strip-html.ts';
import type { Post } from '../post.ts';
import { ReadFailed, type SourceReader } from './reader.ts';

/** Read in one piece on the thread that serves people: a hostile feed of this size holds them up for a second at most. */
const BYTES_MAX = 2_000_000;
const ITEMS_MAX = 1000;
const ID_CHARS_MAX = 300;

/**
 * RSS, Atom, RDF and JSON feeds. Asked for conditionally (ETag, Last-Modified), bounded in size; only the registered address is
 * called: a redirect is told to people, who change the address, and links of the items are never followed.
 */
export const readFeed: SourceReader = async function* (source, tools) {
  const { etag, modified } = source.cursor as { etag?: string; modified?: string };
  const answer = await tools.request(source.address, {
    headers: {
      accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9',
      ...(etag ? { 'if-none-match': etag } : {}),
      ...(modified ? { 'if-modified-since': modified } : {}),
    },
    bytesMax: BYTES_MAX,
    withinMs: 20_000,
  });
  if (answer.status === 304) return;
  if (answer.status >= 300 && answer.status < 400)
    throw new ReadFailed(
      `Лента переехала: ${answer.header('location')?.slice(0, 300) ?? 'адрес не назван'}. Исправьте адрес источника.`,
    );
  if (answer.status === 429)
    throw new ReadFailed('Сайт просит спрашивать реже (429).', waitOf(answer.header('retry-after')));
  if (answer.status !== 200) throw new ReadFailed(`Сайт ответил ${answer.status}: проверьте адрес ленты.`);
  yield {
    posts: postsOf(answer.body.toString(), tools.now),
    cursor: { etag: answer.header('etag'), modified: answer.header('last-modified') },
  };
};

const waitOf = (seconds: string | undefined) => Math.min(Math.max(Number(seconds) || 600, 60), 86_400) * 1000;

/** What the kinds of feed call the same things. */
interface FeedItem {
  guid?: { value?: string };
  id?: string;
  link?: string;
  links?: { href?: string; rel?: string }[];
  url?: string;
  title?: string | { value?: string };
  description?: string;
  summary?: string | { value?: string };
  content?: string | { value?: string; encoded?: string };
  content_html?: string;
  content_text?: string;
  pubDate?: string;
  published?: string;
  updated?: string;
  date_published?: string;
  dc?: { date?: string; dates?: string[] };
}

/** @throws ReadFailed when it is no feed */
export function postsOf(text: string, now: Date): Post[] {
  let feed: { items?: FeedItem[]; entries?: FeedItem[] };
  try {
    feed = parseFeed(text).feed as typeof feed;
  } catch {
    throw new ReadFailed('По этому адресу не лента: нужен адрес RSS или Atom.');
  }
  return (feed.items ?? feed.entries ?? []).slice(0, ITEMS_MAX).map((item): Post => {
    const title = plain(item.title);
    const body = plain(
      item.content_text ?? item.content_html ?? item.content ?? item.description ?? item.summary,
    );
    const url =
      item.link ?? item.url ?? item.links?.find(({ rel }) => !rel || rel === 'alternate')?.href ?? null;
    const said = body.startsWith(title.replace(/…$/, '')) ? body : [title, body].filter(Boolean).join('. ');
    const id = item.guid?.value ?? item.id ?? url;
    const told = item.pubDate ?? item.published ?? item.date_published ?? item.updated ?? item.dc?.dates?.[0];
    const at = new Date(told ?? Number.NaN);
    return {
      externalId:
        id && id.length <= ID_CHARS_MAX
          ? id
          : createHash('sha256')
              .update(id ?? said)
              .digest('hex'),
      at: Number.isNaN(at.getTime()) ? now : at,
      text: said,
      author: null,
      url: url && /^https?:/.test(url) ? url.slice(0, 1000) : null,
      thread: null,
      home: null,
      point: null,
      isAdvert: false,
    };
  });
}

function plain(said: string | { value?: string; encoded?: string } | undefined): string {
  const text = typeof said === 'string' ? said : (said?.encoded ?? said?.value ?? '');
  return stripHtml(text).replace(/\s+/g, ' ').trim();
}
