import type { ViewFeature } from './derived-views.ts';
import { backgroundView, sourceViews } from './derived-views.ts';
import { HashIndex } from './feature-hash.ts';
import { mentionsOf } from './mentions.ts';
import { quickQuality } from './quality.ts';
import type { RidgeLabel } from './ridge-trainer.ts';
import { gramOf, trainRidge } from './ridge-trainer.ts';
import type { Head, Weights } from './softmax-trainer.ts';
import { softmaxInPlace } from './softmax-trainer.ts';
import type { SparseRows } from './sparse-rows.ts';
import { SparseRowsBuilder } from './sparse-rows.ts';
import type { TextModel } from './text-model.ts';
import { stripHtml } from './tokens.ts';
import { WordAnalyser } from './word-analyser.ts';

/** Tried for every label; the one whose left-out rows are answered better is taken. */
const PENALTIES = [3, 1];
/** A place named in one text only teaches nothing. */
const MENTIONED_MIN = 2;
/** Accuracy and top-3 together a label must gain from the source's views. */
const GAIN_MIN = 0.005;

interface Learned extends RidgeLabel {
  penalty: number;
  quality: number;
}

export interface RidgeTask {
  texts: string[];
  /** Row by text; of them the first `examples` are appeals, the rest names of classes. */
  rows: SparseRows;
  examples: number;
  rowWeights: Float64Array;
  heads: { head: Head; from: number }[];
  background: TextModel | null;
  /** Receives the planes of the words. */
  weights: Weights;
}

/**
 * Learns heads of the text alone exactly, by ridge regression over words and views. The label of the most classes comes first; what it
 * says of a text when that text is left out becomes a view for the others, with the places mentioned. A label takes these views only
 * where it gains from them. Returns the views' weights, features × columns, and whether a head reads the source.
 */
export function fitRidge(task: RidgeTask) {
  const { texts, rows, rowWeights, heads, weights } = task;
  const { columns } = weights;
  const index = new HashIndex();
  const textFeatures = weights.text.length / columns;
  const gram = gramOf(rows, textFeatures);
  const plain = texts.map(stripHtml);
  const { background } = task;
  const backgrounds = viewRows(
    background ? plain.map((text) => backgroundView(background, text)) : [],
    index,
  );
  const first = background ? gramOf(backgrounds, index.size, gram) : gram;
  const learn = (of: typeof gram, head: Head, penalties: number[]): Learned =>
    penalties
      .map((penalty) => {
        const ridge = trainRidge(of, head.targets, head.classes, rowWeights, task.examples, penalty);
        return { ...ridge, penalty, quality: quality(ridge, head, task.examples) };
      })
      .reduce((best, one) => (one.quality > best.quality ? one : best));
  const widest = heads.reduce((best, one) => (one.head.classes > best.head.classes ? one : best));
  const learned = heads.map(({ head }) => learn(first, head, PENALTIES));
  const readers = new Set<number>();
  let views: SparseRows | null = null;
  let rarities = new Float32Array(index.size);
  if (heads.length > 1) {
    const says = learned[heads.indexOf(widest)]!.leftOut;
    const { mentions: all, rarity } = rarityOfMentions(plain);
    const features = all.map((mentions, row) => {
      const probabilities = says.slice(row * widest.head.classes, (row + 1) * widest.head.classes);
      softmaxInPlace(probabilities, 0, widest.head.classes);
      return sourceViews(probabilities, mentions, (hash) => rarity.get(hash) ?? 0);
    });
    views = viewRows(features, index);
    rarities = Float32Array.from(index.hashes(), (hash) => rarity.get(hash) ?? 0);
    const second = gramOf(views, index.size, first);
    heads.forEach((one, at) => {
      if (one === widest) return;
      const better = learn(second, one.head, [learned[at]!.penalty]);
      if (better.quality - learned[at]!.quality < GAIN_MIN) return;
      learned[at] = better;
      readers.add(at);
    });
  }
  const derived = new Float32Array(index.size * columns);
  heads.forEach(({ head, from }, at) => {
    const { duals } = learned[at]!;
    for (let row = 0; row < rows.count; row++) {
      if (head.targets[row]! < 0) continue;
      const dual = duals.subarray(row * head.classes, (row + 1) * head.classes);
      for (let label = 0; label < dual.length; label++) weights.bias[from + label]! += dual[label]!;
      addPlanes(weights.text, columns, from, rows, row, dual);
      if (background) addPlanes(derived, columns, from, backgrounds, row, dual);
      if (views && readers.has(at)) addPlanes(derived, columns, from, views, row, dual);
    }
  });
  return { index, rarity: rarities, derived, reads: readers.size > 0, source: heads.indexOf(widest) };
}

/** Mentions by text and, of those known, the inverse document frequency. */
function rarityOfMentions(plain: string[]) {
  const analyser = new WordAnalyser();
  const mentions = plain.map((text) => mentionsOf(text, analyser));
  const counts = new Map<number, number>();
  for (const { hash } of mentions.flat()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const rarity = new Map<number, number>();
  for (const [hash, count] of counts) {
    if (count >= MENTIONED_MIN) rarity.set(hash, Math.log((1 + plain.length) / (1 + count)) + 1);
  }
  return { mentions, rarity };
}

function viewRows(features: ViewFeature[][], index: HashIndex): SparseRows {
  const builder = new SparseRowsBuilder();
  for (const row of features) {
    for (const { hash, value } of row) builder.add(index.add(hash), value);
    builder.endRow();
  }
  return builder.build();
}

function quality({ leftOut }: RidgeLabel, { classes, targets }: Head, examples: number): number {
  const scores = Float32Array.from(leftOut.subarray(0, examples * classes));
  const { accuracy, top3 } = quickQuality({ classes, scores, targets: targets.subarray(0, examples) });
  return accuracy + top3;
}

function addPlanes(
  weights: Float32Array,
  columns: number,
  from: number,
  rows: SparseRows,
  row: number,
  dual: Float64Array,
): void {
  for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
    const at = rows.features[k]! * columns + from;
    const value = rows.values[k]!;
    for (let label = 0; label < dual.length; label++) weights[at + label]! += value * dual[label]!;
  }
}
