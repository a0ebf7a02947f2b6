import { z } from 'zod';

/** Browsers that may be told of one case; the one asked for first gives way. */
export const PUSH_PER_CASE_MAX = 5;

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/, 'Нужна запись base64url');

/** What `PushSubscription.toJSON()` of a browser gives. */
export const PushSubscription = z.object({
  endpoint: z.url('Адрес службы уведомлений с ошибкой').max(1000),
  keys: z.object({ p256dh: Base64Url.max(100), auth: Base64Url.max(40) }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** Key that the browser subscribes with (RFC 8292), base64url; null where the region sends no notifications. */
export const PushOffer = z.object({ key: z.string().nullable() });

export const PushEnd = z.object({ endpoint: z.string().max(1000) });

/** What may have happened to a case; the words are the service's own, the page shows the rest. */
export const PUSH_NEWS = ['answer', 'interim', 'question', 'rating', 'term', 'news'] as const;
export type PushNews = (typeof PUSH_NEWS)[number];

/** What a notification carries: a number and what happened, no personal data, not even the link of the case. */
export interface PushNote {
  number: string;
  news: PushNews;
  text: string;
}
