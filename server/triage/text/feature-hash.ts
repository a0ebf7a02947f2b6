/** 32-bit hashes of features: a model keeps hashes instead of words, so it holds no piece of anybody's text. */
const PRIME = 0x01000193;

export const FeatureKind = {
  stem: 1,
  pair: 2,
  gram: 3,
  place: 4,
  mention: 5,
  background: 6,
  source: 7,
  cross: 8,
} as const;

/** FNV‑1a over UTF‑16 units from `from` to `to`, started from the kind, finished by an avalanche step. */
export function hashText(text: string, kind: number, from = 0, to = text.length): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, PRIME);
  for (let at = from; at < to; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
    hash ^= hash >>> 15;
  }
  return avalanche(hash);
}

/** Order matters: `hashPair(a, b) !== hashPair(b, a)`. */
export function hashPair(first: number, second: number, kind: number): number {
  return avalanche(Math.imul(first ^ (kind * 0x9e3779b1), 0x85ebca6b) + Math.imul(second, 0xc2b2ae35));
}

function avalanche(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Open-addressing map from a 32-bit hash to a dense number 0…size−1, given in the order of first sight. */
export class HashIndex {
  size = 0;
  private keys: Uint32Array;
  private numbers: Int32Array;
  private mask: number;

  constructor(expected = 1024) {
    let slots = 16;
    while (slots < expected * 2) slots *= 2;
    this.keys = new Uint32Array(slots);
    this.numbers = new Int32Array(slots).fill(-1);
    this.mask = slots - 1;
  }

  /** Number of the hash or −1. */
  get(hash: number): number {
    let slot = hash & this.mask;
    for (;;) {
      const number = this.numbers[slot]!;
      if (number < 0 || this.keys[slot] === hash) return number;
      slot = (slot + 1) & this.mask;
    }
  }

  /** Number of the hash, given now if it is new. */
  add(hash: number): number {
    const known = this.get(hash);
    if (known >= 0) return known;
    if (this.size * 2 >= this.mask) this.grow();
    this.place(hash, this.size);
    return this.size++;
  }

  /** Hashes by their numbers. */
  hashes(): Uint32Array {
    const out = new Uint32Array(this.size);
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.numbers[slot]! >= 0) out[this.numbers[slot]!] = this.keys[slot]!;
    }
    return out;
  }

  static of(hashes: Uint32Array): HashIndex {
    const index = new HashIndex(hashes.length);
    for (const hash of hashes) index.add(hash);
    return index;
  }

  private place(hash: number, number: number): void {
    let slot = hash & this.mask;
    while (this.numbers[slot]! >= 0) slot = (slot + 1) & this.mask;
    this.keys[slot] = hash;
    this.numbers[slot] = number;
  }

  private grow(): void {
    const hashes = this.hashes();
    this.keys = new Uint32Array((this.mask + 1) * 2);
    this.numbers = new Int32Array((this.mask + 1) * 2).fill(-1);
    this.mask = this.mask * 2 + 1;
    for (let number = 0; number < hashes.length; number++) this.place(hashes[number]!, number);
  }
}
