import type { Post } from '../post.ts';
import { cleanText, isAdvert, withinBounds } from './clean-text.ts';
import { type Fingerprint, fingerprintOf, type KnownPost, type NearCopies } from './near-copies.ts';

/** What triage knows, as monitoring asks it. */
export interface Judges {
  /** Log odds that a text is a complaint; −∞ as soon as it is certain that they do not reach `atLeast`. */
  odds(text: string, atLeast: number): number;
  words(text: string, most: number): string[];
  placeOf(text: string): { code: string; matched: string } | null;
  placeAt(lat: number, lon: number): string | null;
  /** Likeliest first, leaves of the registry only. */
  topics(text: string): { code: string; p: number }[];
  placeName(code: string): string;
}

export interface JudgedSource {
  /** All of the source is about it. */
  municipality: string | null;
  name: string;
  /** Log odds from which on a post is a candidate. */
  threshold: number;
}

export interface FoundCandidate {
  post: Post;
  text: string;
  odds: number;
  words: string[];
  municipality: string;
  placeWhy: string;
  suggestions: { code: string; p: number }[];
  print: Fingerprint;
}

export type Judgement =
  | { kind: 'candidate'; found: FoundCandidate }
  | { kind: 'copy'; of: KnownPost }
  | { kind: 'dropped'; why: 'old' | 'short' | 'advert' | 'calm' | 'elsewhere' };

const LETTERS_MIN = 12;
const WORDS_SHOWN = 6;
const SUGGESTIONS = 5;
const DAY_MS = 86_400_000;
/** Older posts are nobody's trouble any more; candidates expire as fast, so that none comes back. */
export const POST_DAYS_MAX = 14;

/**
 * Is this post a candidate? Cheapest questions first: age, length, marks of advertising, the complaint model, place, near copies,
 * topics. Pure: the moment, the knowledge and the copies are given.
 */
export function judgePost(
  post: Post,
  source: JudgedSource,
  judges: Judges,
  copies: Pick<NearCopies, 'find'>,
  now: Date,
): Judgement {
  if (now.getTime() - post.at.getTime() > POST_DAYS_MAX * DAY_MS) return { kind: 'dropped', why: 'old' };
  if (post.text.length < LETTERS_MIN) return { kind: 'dropped', why: 'short' };
  if (post.isAdvert || isAdvert(withinBounds(post.text))) return { kind: 'dropped', why: 'advert' };
  const text = cleanText(post.text);
  if (text.length < LETTERS_MIN) return { kind: 'dropped', why: 'short' };
  const odds = judges.odds(text, source.threshold);
  if (odds < source.threshold) return { kind: 'dropped', why: 'calm' };
  const place = placeOf(post, text, source, judges);
  if (!place) return { kind: 'dropped', why: 'elsewhere' };
  const print = fingerprintOf(text);
  const of = copies.find(print);
  if (of) return { kind: 'copy', of };
  const suggestions = judges.topics(text).slice(0, SUGGESTIONS);
  return {
    kind: 'candidate',
    found: { post, text, odds, words: judges.words(text, WORDS_SHOWN), ...place, suggestions, print },
  };
}

/** By the point, else by a name in the text, else what the whole source is about. */
function placeOf(
  { point }: Post,
  text: string,
  source: JudgedSource,
  judges: Judges,
): { municipality: string; placeWhy: string } | null {
  const inside = point && judges.placeAt(point[0], point[1]);
  if (inside) return { municipality: inside, placeWhy: `точка на карте: ${judges.placeName(inside)}` };
  const named = judges.placeOf(text);
  if (named) return { municipality: named.code, placeWhy: `в тексте: «${named.matched}»` };
  const { municipality, name } = source;
  return municipality ? { municipality, placeWhy: `источник «${name}» об этом месте` } : null;
}
