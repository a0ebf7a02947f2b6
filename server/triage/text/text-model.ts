import type { LearnedBlend } from './blend.ts';
import { blendScores } from './blend.ts';
import { addByteRows } from './byte-rows.ts';
import type { DerivedWeights } from './derived-views.ts';
import { DerivedViews } from './derived-views.ts';
import { EDGE, Tally, WORDS_MAX } from './document.ts';
import type { HashIndex } from './feature-hash.ts';
import { FeatureKind, hashPair } from './feature-hash.ts';
import type { Place } from './place-features.ts';
import { placeFeatures } from './place-features.ts';
import type { Calibration, LabelQuality } from './quality.ts';
import { softmaxInPlace } from './softmax-trainer.ts';
import type { TextSpace } from './text-space.ts';
import { GRAM_SHARE, scaleOf } from './text-space.ts';
import { scanWords, stripHtml } from './tokens.ts';
import { WordMemory } from './word-memory.ts';

export interface Prediction {
  label: string;
  /** Calibrated probability, 0…1. */
  p: number;
}

export interface ModelLabel {
  name: string;
  classes: string[];
  /** Share of each class among the examples: the answer to a text without one known word. */
  shares: number[];
  /** The values were numbers in the training file; the command line gives them back as numbers. */
  numeric: boolean;
  usesPlace: boolean;
  calibration: Calibration;
  /** Mixture with another label's answer, where it helps; the calibration is then that of the mixture. */
  blend?: LearnedBlend | null;
  /** Measured on rows the model had not seen; absent when there were too few to hold any back. */
  quality: LabelQuality | null;
}

/** Weights of one feature are bytes times a scale of its own: a quarter of the memory, no measurable loss. */
export interface CompactWeights {
  columns: number;
  placeFrom: number;
  text: Int8Array;
  /** Weight of one step times the feature's rarity. */
  textScales: Float32Array;
  place: Int8Array;
  placeScales: Float32Array;
  bias: Float32Array;
}

const GUESSES = 5;
/** A trained classifier: synchronous, holds no text, safe to keep for the life of the process. */
export class TextModel {
  readonly version: string;
  readonly labels: readonly ModelLabel[];
  readonly space: TextSpace;
  readonly placeIndex: HashIndex;
  readonly weights: CompactWeights;
  /** What a model of few texts reads beside the words. */
  readonly derived: DerivedViews | null;
  /** Fields of the training file that were taken as place. */
  readonly placeFields: readonly string[];
  /** Field of the training file that held the text. */
  readonly textField: string;
  private readonly blended: ReturnType<typeof blendsOf>;
  private readonly memory: WordMemory;
  private readonly words: Tally;
  private readonly pairs: Tally;
  private readonly pairScales = new Float64Array(WORDS_MAX + 1);
  private saysNothing = false;
  private readonly scores: Float64Array;

  constructor(parts: {
    version: string;
    labels: ModelLabel[];
    space: TextSpace;
    placeIndex: HashIndex;
    placeFields: string[];
    textField: string;
    weights: CompactWeights;
    derived?: DerivedWeights | null;
  }) {
    this.version = parts.version;
    this.labels = parts.labels;
    this.space = parts.space;
    this.placeIndex = parts.placeIndex;
    this.placeFields = parts.placeFields;
    this.textField = parts.textField;
    this.weights = parts.weights;
    this.scores = new Float64Array(parts.weights.columns);
    this.blended = blendsOf(parts.labels);
    this.derived = parts.derived
      ? new DerivedViews(parts.derived, parts.weights.columns, columnsOf(parts.labels, parts.derived.source))
      : null;
    this.memory = new WordMemory(parts.space, parts.weights);
    this.words = new Tally(this.memory.wordsMax);
    this.pairs = new Tally(parts.space.hashes.length);
  }

  /** The five likeliest values of every label, likeliest first. About 0.05 ms for 230 characters. */
  predict(text: string, place?: Place): Record<string, Prediction[]> {
    const scores = this.score(text, place);
    const predicted: Record<string, Prediction[]> = {};
    if (!this.saysNothing) this.blendLabels();
    let from = 0;
    // Columns hold the labels without place first, see `columnOrder`.
    for (const label of columnOrder(this.labels)) {
      if (this.saysNothing && !(label.usesPlace && place)) scores.set(label.shares, from);
      else softmaxInPlace(scores, from, label.classes.length, label.calibration.sharpness);
      predicted[label.name] = likeliest(scores, from, label.classes, label.calibration.doubt);
      from += label.classes.length;
    }
    return predicted;
  }

  /** All mixtures are made of raw scores, so none may be written before the last is made. */
  private blendLabels(): void {
    for (const { from, mixed } of this.blended.map(({ label, blend, from, sourceFrom }) => ({
      from,
      mixed: blendScores(this.scores, from, label.shares, sourceFrom, blend),
    }))) {
      this.scores.set(mixed, from);
    }
  }

  /** Raw scores of all columns; the array is reused by the next call. */
  score(text: string, place?: Place): Float64Array {
    const { columns, bias, text: weights, textScales } = this.weights;
    const { scores, memory, space } = this;
    const { words, pairs } = this;
    const plain = stripHtml(text);
    this.read(plain);
    let wordsSquared = 0;
    let gramsSquared = 0;
    for (let at = 0; at < words.length; at++) {
      const word = words.items[at]!;
      const squaredWeight = words.weight(at) ** 2;
      wordsSquared += squaredWeight * memory.stemSquared[word]!;
      gramsSquared += squaredWeight * memory.gramsSquared[word]!;
    }
    for (let at = 0; at < pairs.length; at++) {
      wordsSquared += (pairs.weight(at) * space.rarity[pairs.items[at]!]!) ** 2;
    }
    this.saysNothing = wordsSquared + gramsSquared === 0;
    const wordScale = scaleOf(wordsSquared);
    const gramScale = GRAM_SHARE * scaleOf(gramsSquared);
    scores.set(bias);
    for (let at = 0; at < words.length; at += 2) {
      const weight = words.weight(at);
      const next = at + 1 < words.length ? words.weight(at + 1) : 0;
      addTwoWords(
        memory.vectors,
        columns,
        words.items[at]! * 2 * columns,
        weight * wordScale,
        weight * gramScale,
        words.items[next > 0 ? at + 1 : at]! * 2 * columns,
        next * wordScale,
        next * gramScale,
        scores,
      );
    }
    for (let at = 0; at < pairs.length; at++) {
      this.pairScales[at] = pairs.weight(at) * wordScale * textScales[pairs.items[at]!]!;
    }
    addByteRows(weights, columns, pairs.items, this.pairScales, pairs.length, scores);
    if (this.derived && !this.saysNothing) this.derived.addTo(scores, plain);
    if (place && this.placeIndex.size > 0) this.addPlace(place);
    return scores;
  }

  /** Fills `words` and `pairs` with what of the text is known, as `documentOf` does for learning. */
  private read(plain: string): void {
    const { memory, words, pairs } = this;
    const { index } = this.space;
    words.clear();
    pairs.clear();
    memory.makeRoom(WORDS_MAX);
    let previous = EDGE;
    const pair = (stem: number) => {
      const feature = index.get(hashPair(previous, stem, FeatureKind.pair));
      if (feature >= 0) pairs.add(feature);
      previous = stem;
    };
    scanWords(plain, WORDS_MAX, (from, to) => {
      const word = memory.find(plain, from, to);
      words.add(word);
      pair(memory.stems[word]!);
    });
    if (words.length > 0) pair(EDGE);
  }

  private addPlace(place: Place): void {
    const { columns, placeFrom, place: weights, placeScales } = this.weights;
    const placeColumns = columns - placeFrom;
    if (placeColumns === 0) return;
    const features: number[] = [];
    const scales: number[] = [];
    for (const { hash, value } of placeFeatures(place)) {
      const feature = this.placeIndex.get(hash);
      if (feature < 0) continue;
      features.push(feature);
      scales.push(value * placeScales[feature]!);
    }
    addByteRows(weights, placeColumns, features, scales, features.length, this.scores.subarray(placeFrom));
  }
}

/** Labels in the order of their columns: first those of the text alone, then those with place. */
export function columnOrder<T extends { usesPlace: boolean }>(labels: readonly T[]): T[] {
  return [...labels.filter((label) => !label.usesPlace), ...labels.filter((label) => label.usesPlace)];
}

/** Four vectors in one pass over the scores: half the reads and writes, and what a text costs is mostly this. */
function addTwoWords(
  vectors: Float32Array,
  columns: number,
  first: number,
  firstStem: number,
  firstGrams: number,
  second: number,
  secondStem: number,
  secondGrams: number,
  scores: Float64Array,
): void {
  for (let column = 0; column < columns; column++) {
    scores[column]! +=
      vectors[first + column]! * firstStem +
      vectors[first + columns + column]! * firstGrams +
      vectors[second + column]! * secondStem +
      vectors[second + columns + column]! * secondGrams;
  }
}

/** Where a label's columns start and how many they are. */
function columnsOf(labels: readonly ModelLabel[], name: string | null) {
  let from = 0;
  for (const label of columnOrder(labels)) {
    if (label.name === name) return { from, classes: label.classes.length };
    from += label.classes.length;
  }
  return null;
}

/** Labels that are mixed with another, with the columns of both. */
function blendsOf(labels: readonly ModelLabel[]) {
  const starts = new Map<string, number>();
  let next = 0;
  for (const label of columnOrder(labels)) {
    starts.set(label.name, next);
    next += label.classes.length;
  }
  return labels.flatMap((label) =>
    label.blend
      ? [
          {
            label,
            blend: label.blend,
            from: starts.get(label.name)!,
            sourceFrom: starts.get(label.blend.source)!,
          },
        ]
      : [],
  );
}

function likeliest(scores: Float64Array, from: number, classes: string[], doubt: number): Prediction[] {
  const best: number[] = [];
  for (let label = 0; label < classes.length; label++) {
    const p = scores[from + label]!;
    if (best.length === GUESSES && p <= scores[from + best[GUESSES - 1]!]!) continue;
    let at = best.length;
    while (at > 0 && p > scores[from + best[at - 1]!]!) at--;
    best.splice(at, 0, label);
    if (best.length > GUESSES) best.pop();
  }
  return best.map((label) => {
    const p = (1 - doubt) * scores[from + label]! + doubt / classes.length;
    return { label: classes[label]!, p: Math.round(p * 1e6) / 1e6 };
  });
}
