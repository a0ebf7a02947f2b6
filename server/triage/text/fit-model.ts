import { createHash } from 'node:crypto';
import type { Blend } from './blend.ts';
import { countTogether } from './blend.ts';
import type { DerivedWeights } from './derived-views.ts';
import { documentOf } from './document.ts';
import { HashIndex } from './feature-hash.ts';
import { fitRidge } from './fit-ridge.ts';
import { trainOneVsRest } from './one-vs-rest-trainer.ts';
import type { Place } from './place-features.ts';
import { fitPlaceIndex, placeRows } from './place-features.ts';
import type { Calibration, LabelQuality } from './quality.ts';
import type { Head, Weights } from './softmax-trainer.ts';
import { trainSoftmax } from './softmax-trainer.ts';
import type { SparseRows } from './sparse-rows.ts';
import type { ModelLabel } from './text-model.ts';
import { columnOrder, TextModel } from './text-model.ts';
import { TextSpace } from './text-space.ts';
import { WordAnalyser } from './word-analyser.ts';

export interface TextExample {
  text: string;
  /** Known values by label name; empty, null or absent means not known. */
  labels: Readonly<Record<string, string | number | null | undefined>>;
  place?: Place;
  /** Moment of the appeal, ms; when every example has one, quality is measured on the latest fifth. */
  time?: number;
}

export interface LabelPlan {
  name: string;
  usesPlace: boolean;
  calibration: Calibration;
  /** Mixture with another label found on held-out rows. */
  blend?: Blend | null;
  quality: LabelQuality | null;
}

export interface FitOptions {
  labels: LabelPlan[];
  placeFields: string[];
  textField?: string;
  /** A model learned before whose opinion of a text is read beside its words where there are few texts. */
  background?: TextModel;
  epochs?: number;
  seed?: number;
  onProgress?: (share: number) => void;
}

/** Below so many texts the labels of the text alone are learned exactly, by ridge regression; its cost grows with the cube. */
export const RIDGE_BELOW_TEXTS = 2000;
/** A text learned from is a hundred appeals or forty thousand: about this many steps are made in any case. */
const STEPS_MIN = 20_000;
const EPOCHS = { min: 5, max: 16 };
/** Between ridge regression and this support vector machines are added to the softmax. */
const MACHINES_BELOW_TEXTS = 5000;
/** Where classes have a dozen texts, their names are learned from too, each as so many texts. */
const NAMES_BELOW_TEXTS = 5000;
const NAME_COPIES = 2;
/** What a margin of 1 is worth beside the softmax's scores. */
const MACHINE_SHARE = 4;
/** Features seen in one text only are dropped when there are this many texts. */
const PRUNED_FROM_TEXTS = 5000;

export const knownValue = (example: TextExample, label: string): string | undefined => {
  const value = example.labels[label];
  return value === null || value === undefined || value === '' ? undefined : String(value);
};

/** One training on all examples, no measuring: see `trainModel` for the whole. */
export function fitModel(examples: readonly TextExample[], options: FitOptions): TextModel {
  const analyser = new WordAnalyser();
  const plans = columnOrder(options.labels);
  const byRidge = examples.length < RIDGE_BELOW_TEXTS;
  const learned =
    examples.length < NAMES_BELOW_TEXTS
      ? [...examples, ...namesOf(examples, plans, byRidge ? 1 : NAME_COPIES)]
      : examples;
  const documents = learned.map((example) => documentOf(example.text, analyser));
  const space = TextSpace.fit(documents, examples.length >= PRUNED_FROM_TEXTS ? 2 : 1);
  const rows = space.rows(documents);
  const withPlace = plans.some((plan) => plan.usesPlace);
  const placeIndex = withPlace ? fitPlaceIndex(learned.map((example) => example.place)) : new HashIndex();
  const places = placeRows(
    learned.map((example) => (withPlace ? example.place : undefined)),
    placeIndex,
  );
  const vocabularies = plans.map((plan) => classesOf(examples, plan.name));
  const heads: Head[] = plans.map((plan, at) => ({
    classes: vocabularies[at]!.length,
    usesPlace: plan.usesPlace,
    targets: targetsOf(learned, plan.name, vocabularies[at]!),
  }));
  const epochs = Math.min(
    EPOCHS.max,
    Math.max(EPOCHS.min, Math.round(STEPS_MIN / Math.max(1, examples.length))),
  );
  const ridged = byRidge ? heads.filter((head) => !head.usesPlace) : [];
  const bySteps = heads.map((head) => (ridged.includes(head) ? withoutTargets(head) : head));
  const weights = trainSoftmax(rows, space.hashes.length, places, placeIndex.size, bySteps, {
    epochs: ridged.length === heads.length ? 0 : (options.epochs ?? epochs),
    seed: options.seed ?? 1,
    onProgress: options.onProgress,
  });
  let derived: DerivedWeights | null = null;
  if (ridged.length > 0) {
    const background = options.background ?? null;
    const found = fitRidge({
      texts: learned.map(({ text }) => text),
      rows,
      examples: examples.length,
      rowWeights: Float64Array.from(learned, (_, row) => (row < examples.length ? 1 : NAME_COPIES)),
      heads: withStarts(ridged),
      background,
      weights,
    });
    const { bytes, scales } = toBytes(found.derived, found.index.size, weights.columns);
    const source = found.reads ? plans[found.source]!.name : null;
    if (background || source)
      derived = { index: found.index, rarity: found.rarity, bytes, scales, background, source };
  } else if (examples.length < MACHINES_BELOW_TEXTS) {
    addMachines(weights, rows, heads, options.seed ?? 1);
  }
  const compact = compactWeights(weights, space, placeIndex.size);
  const headOf = (name: string) => plans.findIndex((plan) => plan.name === name);
  const targetsIn = (name: string) => targetsOf(examples, name, vocabularies[headOf(name)]!);
  const labels: ModelLabel[] = options.labels.map(({ name, usesPlace, calibration, blend, quality }) => ({
    name,
    classes: vocabularies[headOf(name)]!,
    shares: sharesOf(targetsIn(name), vocabularies[headOf(name)]!.length),
    numeric: isNumeric(examples, name),
    usesPlace,
    calibration,
    blend: blend
      ? {
          source: blend.source,
          weight: blend.weight,
          ownSharpness: blend.ownSharpness,
          sourceSharpness: blend.sourceSharpness,
          counts: countTogether(
            targetsIn(name),
            targetsIn(blend.source),
            vocabularies[headOf(blend.source)]!.length,
          ),
        }
      : null,
    quality,
  }));
  const digest = createHash('sha256')
    .update(JSON.stringify(labels))
    .update(compact.text)
    .update(compact.place)
    .update(derived?.bytes ?? '')
    .update(derived?.background?.version ?? '');
  return new TextModel({
    version: digest.digest('hex').slice(0, 12),
    labels,
    space,
    placeIndex,
    placeFields: options.placeFields,
    textField: options.textField ?? 'text',
    weights: compact,
    derived,
  });
}

/** Heads of the text alone stand before those with place, so their columns follow one another from the first. */
function withStarts(heads: Head[]): { head: Head; from: number }[] {
  let from = 0;
  return heads.map((head) => {
    const start = from;
    from += head.classes;
    return { head, from: start };
  });
}

const withoutTargets = (head: Head): Head => ({ ...head, targets: head.targets.map(() => -1) });

/**
 * The names of the classes as texts of those classes: «Аварийные деревья» says what it is about, and a rare class has little
 * else. Numbers and codes say nothing.
 */
function namesOf(examples: readonly TextExample[], plans: LabelPlan[], copies: number): TextExample[] {
  return plans
    .filter(({ name }) => !isNumeric(examples, name))
    .flatMap(({ name }) =>
      classesOf(examples, name).flatMap((value) =>
        Array.from({ length: copies }, () => ({ text: value, labels: { [name]: value } })),
      ),
    );
}

const isNumeric = (examples: readonly TextExample[], label: string) =>
  examples.every((example) => typeof (example.labels[label] ?? 0) === 'number');

/** Adds the margins of support vector machines to the scores of the heads of text alone: still one linear model. */
function addMachines(weights: Weights, rows: SparseRows, heads: Head[], seed: number): void {
  let from = 0;
  for (const head of heads) {
    if (!head.usesPlace) trainOneVsRest(rows, head, from, MACHINE_SHARE, weights, seed);
    from += head.classes;
  }
}

/** Values of a label, the most frequent first, equal ones by name: the same examples give the same file. */
export function classesOf(examples: readonly TextExample[], label: string): string[] {
  const counts = new Map<string, number>();
  for (const example of examples) {
    const value = knownValue(example, label);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([value]) => value);
}

export function targetsOf(examples: readonly TextExample[], label: string, classes: string[]): Int32Array {
  const numbers = new Map(classes.map((value, at) => [value, at]));
  return Int32Array.from(examples, (example) => {
    const value = knownValue(example, label);
    return value === undefined ? -1 : (numbers.get(value) ?? -1);
  });
}

function sharesOf(targets: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const target of targets) if (target >= 0) counts[target]!++;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}

function compactWeights(weights: Weights, space: TextSpace, placeFeatures: number) {
  const { columns, placeFrom } = weights;
  const text = toBytes(weights.text, space.hashes.length, columns);
  const place = toBytes(weights.place, placeFeatures, columns - placeFrom);
  return {
    columns,
    placeFrom,
    text: text.bytes,
    textScales: text.scales.map((scale, feature) => scale * space.rarity[feature]!),
    place: place.bytes,
    placeScales: place.scales,
    bias: weights.bias,
  };
}

function toBytes(weights: Float32Array, features: number, columns: number) {
  const bytes = new Int8Array(features * columns);
  const scales = new Float32Array(features);
  for (let feature = 0; feature < features; feature++) {
    const from = feature * columns;
    let largest = 0;
    for (let at = from; at < from + columns; at++) largest = Math.max(largest, Math.abs(weights[at]!));
    if (largest === 0) continue;
    scales[feature] = largest / 127;
    for (let at = from; at < from + columns; at++) bytes[at] = Math.round((weights[at]! / largest) * 127);
  }
  return { bytes, scales };
}
