import { addByteRows } from './byte-rows.ts';
import type { TextSpace } from './text-space.ts';
import { letterAt, smallLetters } from './tokens.ts';
import { WordAnalyser } from './word-analyser.ts';

const BYTES_MAX = 64_000_000;
const WORDS = { min: 8000, max: 40_000 };
/** Room for the rare words met once the rest is full; forgotten together when it is full too. */
const PASSING_WORDS = 4096;

/**
 * What each word met so far adds to the scores of all columns: found by its letters, without making a string, and kept in one
 * array. The memory is bounded: words met first, which are mostly the frequent ones, stay; later ones pass through a small room.
 */
export class WordMemory {
  /** Two vectors a word: what its stem adds, then what its letter sequences add; word w is at `w · 2 · columns`. */
  vectors: Float32Array;
  /** Hash of the stem, and the squared rarities of stem and letter sequences, by word. */
  readonly stems: Uint32Array;
  readonly stemSquared: Float64Array;
  readonly gramsSquared: Float64Array;
  readonly wordsMax: number;
  private readonly space: TextSpace;
  private readonly weights: { columns: number; text: Int8Array; textScales: Float32Array };
  private readonly analyser = new WordAnalyser();
  private readonly words: string[] = [];
  /** Slot of each word, to forget it. */
  private readonly slotOf: Int32Array;
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(space: TextSpace, weights: { columns: number; text: Int8Array; textScales: Float32Array }) {
    this.space = space;
    this.weights = weights;
    const fitting = Math.floor(BYTES_MAX / (weights.columns * 8));
    this.wordsMax = Math.max(WORDS.min, Math.min(WORDS.max, fitting));
    let slots = 16;
    while (slots < this.wordsMax * 3) slots *= 2;
    this.slots = new Int32Array(slots).fill(-1);
    this.mask = slots - 1;
    this.slotOf = new Int32Array(this.wordsMax);
    this.stems = new Uint32Array(this.wordsMax);
    this.stemSquared = new Float64Array(this.wordsMax);
    this.gramsSquared = new Float64Array(this.wordsMax);
    this.vectors = new Float32Array(256 * 2 * weights.columns);
  }

  /** Call before a text of so many words; numbers of words stay valid until the next call. */
  makeRoom(words: number): void {
    if (this.words.length + words <= this.wordsMax) return;
    // What was put in last can be taken out of an open-addressing table without breaking its chains.
    const staying = this.wordsMax - PASSING_WORDS;
    for (let word = staying; word < this.words.length; word++) this.slots[this.slotOf[word]!] = -1;
    this.words.length = staying;
  }

  /** Number of the word at `from`…`to` of a text, learned now if it is new. */
  find(text: string, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ letterAt(text, at), 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & this.mask;
    for (;;) {
      const word = this.slots[slot]!;
      if (word < 0) break;
      if (isWord(this.words[word]!, text, from, to)) return word;
      slot = (slot + 1) & this.mask;
    }
    const word = this.learn(smallLetters(text, from, to));
    this.slots[slot] = word;
    this.slotOf[word] = slot;
    return word;
  }

  private learn(spelling: string): number {
    const { columns, text, textScales } = this.weights;
    const { index, rarity } = this.space;
    const word = this.words.length;
    this.words.push(spelling);
    const start = word * 2 * columns;
    if (start + 2 * columns > this.vectors.length) {
      const larger = new Float32Array(Math.min(this.vectors.length * 2, this.wordsMax * 2 * columns));
      larger.set(this.vectors);
      this.vectors = larger;
    }
    const { stem, grams } = this.analyser.analyse(spelling);
    const vector = this.vectors.subarray(start, start + 2 * columns).fill(0);
    const stemFeature = index.get(stem);
    if (stemFeature >= 0) addByteRows(text, columns, [stemFeature], [textScales[stemFeature]!], 1, vector);
    const features: number[] = [];
    const scales: number[] = [];
    let gramsSquared = 0;
    for (const gram of grams) {
      const feature = index.get(gram);
      if (feature < 0) continue;
      features.push(feature);
      scales.push(textScales[feature]!);
      gramsSquared += rarity[feature]! ** 2;
    }
    addByteRows(text, columns, features, scales, features.length, vector.subarray(columns));
    this.stems[word] = stem;
    this.stemSquared[word] = stemFeature >= 0 ? rarity[stemFeature]! ** 2 : 0;
    this.gramsSquared[word] = gramsSquared;
    return word;
  }
}

function isWord(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++) {
    if (word.charCodeAt(at) !== letterAt(text, from + at)) return false;
  }
  return true;
}
