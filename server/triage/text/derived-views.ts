import { addByteRows } from './byte-rows.ts';
import type { HashIndex } from './feature-hash.ts';
import { FeatureKind, hashPair } from './feature-hash.ts';
import type { Mention } from './mentions.ts';
import { mentionsOf } from './mentions.ts';
import { softmaxInPlace } from './softmax-trainer.ts';
import type { TextModel } from './text-model.ts';
import { WordAnalyser } from './word-analyser.ts';

/*
 * What a model of few texts reads beside the words: what another model, learned before, takes the text for; and, for the other labels,
 * what it takes the text for itself by its label of the most classes (the source), the places mentioned, and both crossed.
 * Every view is a vector of a fixed length; the shares are the square roots of the kernel weights found in decision 3.
 */
const BACKGROUND_SHARE = Math.sqrt(0.5);
const SOURCE_SHARE = Math.sqrt(0.5);
const MENTION_SHARE = Math.sqrt(0.6);
/** Classes less likely than this are not crossed with mentions. */
const CROSSED_MIN = 0.1;
const NEGLIGIBLE = 1e-3;

export interface ViewFeature {
  hash: number;
  value: number;
}

/** The background model's probabilities of its first label. */
export function backgroundView(background: TextModel, text: string): ViewFeature[] {
  const scores = background.score(text);
  const classes = background.labels[0]!.classes.length;
  const probabilities = scores.slice(0, classes);
  softmaxInPlace(probabilities, 0, classes);
  return probabilityView(probabilities, FeatureKind.background, BACKGROUND_SHARE);
}

/** Probabilities of the source label, the known mentions, and their products. `rarity` of a mention is 0 where it is not known. */
export function sourceViews(
  probabilities: ArrayLike<number>,
  mentions: readonly Mention[],
  rarity: (mention: number) => number,
): ViewFeature[] {
  const features = probabilityView(probabilities, FeatureKind.source, SOURCE_SHARE);
  const known = mentions
    .map(({ hash, count }) => ({ hash, value: rarity(hash) * (1 + Math.log(count)) }))
    .filter(({ value }) => value > 0);
  const each = scaleOf(known.reduce((sum, { value }) => sum + value ** 2, 0));
  let squared = 0;
  for (let label = 0; label < probabilities.length; label++) {
    if (probabilities[label]! >= CROSSED_MIN) squared += probabilities[label]! ** 2;
  }
  const crossScale = each * scaleOf(squared);
  for (const { hash, value } of known) {
    features.push({ hash, value: MENTION_SHARE * each * value });
    for (let label = 0; label < probabilities.length; label++) {
      if (probabilities[label]! < CROSSED_MIN) continue;
      features.push({
        hash: hashPair(hash, label, FeatureKind.cross),
        value: crossScale * value * probabilities[label]!,
      });
    }
  }
  return features;
}

function probabilityView(probabilities: ArrayLike<number>, kind: number, share: number): ViewFeature[] {
  let squared = 0;
  for (let label = 0; label < probabilities.length; label++) squared += probabilities[label]! ** 2;
  const scale = share * scaleOf(squared);
  const features: ViewFeature[] = [];
  for (let label = 0; label < probabilities.length; label++) {
    const value = probabilities[label]! * scale;
    if (value > NEGLIGIBLE) features.push({ hash: hashPair(label, kind, kind), value });
  }
  return features;
}

const scaleOf = (squared: number) => (squared > 0 ? 1 / Math.sqrt(squared) : 0);

/** Weights of the views' features, bytes with one scale a feature, and what the views need. */
export interface DerivedWeights {
  index: HashIndex;
  /** Inverse document frequency of a mention by its number, 0 for every other feature. */
  rarity: Float32Array;
  bytes: Int8Array;
  scales: Float32Array;
  background: TextModel | null;
  /** Label whose probabilities the others are read from; null where there is only one label. */
  source: string | null;
}

/** Adds to the raw scores what the views say. */
export class DerivedViews {
  readonly weights: DerivedWeights;
  private readonly columns: number;
  private readonly sourceFrom: number;
  private readonly sourceClasses: number;
  private readonly analyser = new WordAnalyser();

  constructor(weights: DerivedWeights, columns: number, source: { from: number; classes: number } | null) {
    this.weights = weights;
    this.columns = columns;
    this.sourceFrom = source?.from ?? 0;
    this.sourceClasses = source?.classes ?? 0;
  }

  private readonly rarityOf = (mention: number) => {
    const feature = this.weights.index.get(mention);
    return feature < 0 ? 0 : this.weights.rarity[feature]!;
  };

  addTo(scores: Float64Array, plain: string): void {
    const { background } = this.weights;
    if (background) this.add(backgroundView(background, plain), scores);
    if (this.sourceClasses === 0) return;
    const probabilities = scores.slice(this.sourceFrom, this.sourceFrom + this.sourceClasses);
    softmaxInPlace(probabilities, 0, this.sourceClasses);
    this.add(sourceViews(probabilities, mentionsOf(plain, this.analyser), this.rarityOf), scores);
  }

  private add(features: ViewFeature[], scores: Float64Array): void {
    const { index, bytes, scales } = this.weights;
    const rows: number[] = [];
    const values: number[] = [];
    for (const { hash, value } of features) {
      const row = index.get(hash);
      if (row < 0) continue;
      rows.push(row);
      values.push(value * scales[row]!);
    }
    addByteRows(bytes, this.columns, rows, values, rows.length, scores);
  }
}
