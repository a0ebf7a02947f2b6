import { countUpperTail } from '../distributions/negative-binomial.ts';
import { falseDiscoveryControlled } from '../exceedance.ts';
import { termsOf } from './stems.ts';

export interface WordText {
  id: string;
  /** Who wrote; texts of one author count once. null = somebody, once a text. */
  author: string | null;
  text: string;
  /** YYYY-MM-DD, where the days of a word are asked for. */
  day?: string;
}

export interface BurstQuestion {
  /** Texts of the window, and of the same topic and place in the weeks before. */
  now: readonly WordText[];
  before: readonly WordText[];
  /** Share of false words that is put up with; 0.05 by default. */
  falseShare?: number;
  limit?: number;
  /** Identifiers kept a word; ten by default. */
  idsMax?: number;
}

export interface BurstTerm {
  word: string;
  authors: number;
  expected: number;
  /** Dunning's log-likelihood ratio. */
  g2: number;
  p: number;
  /** Texts of the window with it, at most `idsMax`. */
  ids: string[];
  /** How many texts with it a day, of the window and before; only where texts have days. */
  days: [day: string, count: number][];
}

export interface BurstAnswer {
  terms: BurstTerm[];
  authorsNow: number;
  authorsBefore: number;
}

const AUTHORS_MIN = 3;
/** Said at least this many times as often as before. */
const RATIO_MIN = 2;
const SAME_PREFIX = 5;
/** A pair is told instead of its words when so large a part of those who say the word say the pair. */
const PAIR_TELLS = 0.6;
/** A word that nobody used before might have been used by so many: the Krichevsky–Trofimov half. */
const UNSEEN = 0.5;

interface Tally {
  shown: Map<string, number>;
  authors: Set<string>;
  ids: string[];
  days: Map<string, number>;
}

/**
 * Words and pairs that burst: «what is this about». Authors, not mentions, are counted, so that one campaign text copied by
 * one person is one voice. Tested against the rate of the weeks before with a Poisson tail, held to a share of false ones
 * over all words of the window, ordered by G².
 *
 * Sources: Dunning, Computational Linguistics 19 (1993), for G²; Benjamini, Hochberg, JRSS B 57 (1995).
 */
export function burstTerms({
  now,
  before,
  falseShare = 0.05,
  limit = 12,
  idsMax = 10,
}: BurstQuestion): BurstAnswer {
  const fresh = tally(now, idsMax);
  const usual = tally(before, 0);
  const total = Math.max(1, usual.authors);
  const candidates = [...fresh.terms]
    .filter(([, term]) => term.authors.size >= AUTHORS_MIN)
    .map(([key, term]) => {
      const said = term.authors.size;
      const saidBefore = usual.terms.get(key)?.authors.size ?? 0;
      const expected = ((saidBefore + UNSEEN) / (total + 1)) * fresh.authors;
      const p = countUpperTail(said, expected, Infinity);
      return { key, term, said, expected, p, g2: g2Of(said, fresh.authors, saidBefore, total) };
    })
    .filter(({ said, expected }) => said >= RATIO_MIN * expected);
  const chosen = falseDiscoveryControlled(candidates, Math.max(1, fresh.terms.size), falseShare).sort(
    (a, b) => b.g2 - a.g2,
  );
  const told: typeof chosen = [];
  for (const one of chosen) {
    const twin = told.findIndex((each) => overlaps(each.key, one.key));
    if (twin < 0) told.push(one);
    // The pair says more than its word, when most who say the word say the pair.
    else if (one.key.includes(' ') && !told[twin]!.key.includes(' ')) {
      if (one.said >= PAIR_TELLS * told[twin]!.said) told[twin] = one;
    }
  }
  return {
    terms: told.slice(0, limit).map(({ key, term, said, expected, p, g2 }) => ({
      word: mostShown(term.shown),
      authors: said,
      expected: Math.round(expected * 100) / 100,
      g2,
      p,
      ids: term.ids,
      days: [...(usual.terms.get(key)?.days ?? []), ...term.days],
    })),
    authorsNow: fresh.authors,
    authorsBefore: usual.authors,
  };
}

function tally(texts: readonly WordText[], idsMax: number): { terms: Map<string, Tally>; authors: number } {
  const terms = new Map<string, Tally>();
  const authors = new Set<string>();
  for (const { id, author, text, day } of texts) {
    const who = author ?? `?${id}`;
    authors.add(who);
    for (const { key, shown } of termsOf(text)) {
      let known = terms.get(key);
      if (!known)
        terms.set(key, (known = { shown: new Map(), authors: new Set(), ids: [], days: new Map() }));
      known.authors.add(who);
      known.shown.set(shown, (known.shown.get(shown) ?? 0) + 1);
      if (known.ids.length < idsMax) known.ids.push(id);
      if (day) known.days.set(day, (known.days.get(day) ?? 0) + 1);
    }
  }
  return { terms, authors: authors.size };
}

/** 2 Σ observed × ln(observed ÷ expected) of the table said / not said × now / before. */
export function g2Of(a: number, now: number, b: number, before: number): number {
  const share = (a + b) / (now + before);
  const part = (observed: number, expected: number) =>
    observed > 0 && expected > 0 ? observed * Math.log(observed / expected) : 0;
  const sum =
    part(a, now * share) +
    part(b, before * share) +
    part(now - a, now * (1 - share)) +
    part(before - b, before * (1 - share));
  return Math.max(0, 2 * sum);
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [a.split(' '), b.split(' ')];
  return one.some((word) => other.some((each) => isSameWord(word, each)));
}

/** The stemmer keeps some forms of one word apart («магистраль», «магистрали»). */
function isSameWord(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return (
    a === b ||
    (length >= SAME_PREFIX && Math.abs(a.length - b.length) <= 2 && a.slice(0, length) === b.slice(0, length))
  );
}

function mostShown(shown: ReadonlyMap<string, number>): string {
  let best = '';
  let times = 0;
  for (const [word, count] of shown) if (count > times) [best, times] = [word, count];
  return best;
}
