import { hashLetters } from './letter-hash.ts';

/** 64 bits of likeness as two halves. */
export interface Fingerprint {
  high: number;
  low: number;
}

const SHINGLE = 4;
/**
 * Copies of one text differ in so few bits. A greeting put before it moves 1 to 4, one other word 2 to 6; of real complaints that are
 * different one pair in ten thousand is nearer than 16.
 */
const BITS_MAX = 8;
const KEPT_MAX = 20_000;

/**
 * Simhash (Charikar 2002) over sequences of four letters: spaces, signs and case do not count, so that a repost with another greeting
 * line or emoji comes out nearly the same. Numbers turn all bits around: the same words about house 5 and house 7 are two matters.
 */
export function fingerprintOf(text: string): Fingerprint {
  const letters = text.toLowerCase().replace(/[^a-zа-яё]+/g, '');
  const sums = new Int32Array(64);
  const seen = new Set<number>();
  for (let at = 0; at + SHINGLE <= letters.length; at += 1) {
    const first = hashLetters(letters, at, SHINGLE, 0x9e3779b1);
    if (seen.has(first)) continue;
    seen.add(first);
    const second = hashLetters(letters, at, SHINGLE, 0x85ebca6b);
    for (let bit = 0; bit < 32; bit += 1) {
      sums[bit]! += (first >>> bit) & 1 ? 1 : -1;
      sums[32 + bit]! += (second >>> bit) & 1 ? 1 : -1;
    }
  }
  let high = 0;
  let low = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    if (sums[bit]! > 0) low |= 1 << bit;
    if (sums[32 + bit]! > 0) high |= 1 << bit;
  }
  const numbers = text.match(/\d+/g)?.join(' ') ?? '';
  return {
    high: high ^ hashLetters(numbers, 0, numbers.length, 0x27d4eb2f),
    low: low ^ hashLetters(numbers, 0, numbers.length, 0x165667b1),
  };
}

/** A fingerprint as PostgreSQL keeps it: `bigint` has a sign, so its highest bit becomes one. */
export function toBigint({ high, low }: Fingerprint): bigint {
  return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
}

export function fromBigint(value: bigint): Fingerprint {
  return { high: Number(BigInt.asIntN(32, value >> 32n)), low: Number(BigInt.asIntN(32, value)) };
}

export interface KnownPost {
  candidateId: string;
  externalId: string;
}

/** The latest candidates by likeness. Bounded: the oldest give way. */
export interface NearCopies {
  find(print: Fingerprint): KnownPost | null;
  add(print: Fingerprint, post: KnownPost): void;
}

/** A plain scan: twenty thousand comparisons take 30 µs, and only candidates are compared. */
export function createNearCopies(keptMax = KEPT_MAX): NearCopies {
  const highs = new Int32Array(keptMax);
  const lows = new Int32Array(keptMax);
  const posts: KnownPost[] = [];
  let next = 0;
  return {
    find({ high, low }) {
      for (let at = 0; at < posts.length; at += 1) {
        if (ones(highs[at]! ^ high) + ones(lows[at]! ^ low) <= BITS_MAX) return posts[at]!;
      }
      return null;
    },
    add({ high, low }, post) {
      highs[next] = high;
      lows[next] = low;
      posts[next] = post;
      next = (next + 1) % keptMax;
    },
  };
}

function ones(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
