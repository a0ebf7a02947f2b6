import type { Blend } from './blend.ts';
import { hashText } from './feature-hash.ts';
import type { LabelPlan, TextExample } from './fit-model.ts';
import { classesOf, fitModel, knownValue, RIDGE_BELOW_TEXTS } from './fit-model.ts';
import type { HeldOutFold } from './held-out.ts';
import { chooseBlend, heldOutScores, scoreFold } from './held-out.ts';
import type { Calibration } from './quality.ts';
import { fitCalibration, measureQuality, UNCALIBRATED } from './quality.ts';
import type { TextModel } from './text-model.ts';

export interface TrainModelOptions {
  /** Labels to learn; every name found in the examples when absent. */
  labels?: string[];
  /** Names of the place fields the examples carry; none: no label uses place. */
  placeFields?: string[];
  /** Name of the text's field, kept in the model for `classify`. */
  textField?: string;
  /** `false`: no measuring, probabilities uncalibrated; for tests and for texts too few to hold any back. */
  measure?: boolean;
  /** Calibration and mixture found before, by label name: taken over instead of measuring. */
  calibrations?: readonly { name: string; calibration: Calibration; blend?: Blend | null }[];
  /** A model learned before, whose first label is read beside the words where there are few texts: the model then holds it. */
  background?: TextModel;
  epochs?: number;
  seed?: number;
  /** Share of the whole work done, 0…1, and the Russian name of the present part. */
  onProgress?: (share: number, part: string) => void;
}

/** What a label gains from place at least to use it: a topic gains a point by chance, a responsible body thirty. */
const PLACE_GAIN_MIN = 0.03;
const PROBE = { train: 8000, test: 2500, epochs: 3 };
const FOLDS = 5;
/** Above this one fold of five is held back instead of each in turn: thousands of rows measure well enough. */
const ALL_FOLDS_ROWS_MAX = 12_000;
const MEASURED_MIN = 10;

/**
 * Measures on rows the model has not seen, calibrates by them, then trains on everything. With times the held-out rows
 * are the latest fifth; without, folds by distinct text, so that a text sent twice is never on both sides.
 * Pure: the same examples and options give the same model.
 *
 * @throws Error (Russian) when there is nothing to learn from
 */
export function trainModel(examples: readonly TextExample[], options: TrainModelOptions = {}): TextModel {
  const names = options.labels ?? [...new Set(examples.flatMap((example) => Object.keys(example.labels)))];
  for (const name of names) {
    if (!examples.some((example) => knownValue(example, name) !== undefined)) {
      throw new Error(`Учиться не на чем: ни в одной строке нет значения «${name}».`);
    }
  }
  if (names.length === 0) throw new Error('Учиться не на чем: не названо ни одного поля с ответом.');
  const placeFields = options.placeFields ?? [];
  const progress = options.onProgress ?? (() => {});
  const measured = options.measure !== false && examples.length >= MEASURED_MIN;
  const splits = measured ? splitsOf(examples) : [];
  const probeShare = placeFields.length > 0 ? 0.08 : 0;
  const trainShare = (1 - probeShare) / (splits.length * 0.8 + 1);

  const foundBefore = (name: string) => options.calibrations?.find((one) => one.name === name);
  let plans: LabelPlan[] = names.map((name) => ({
    name,
    usesPlace: false,
    calibration: foundBefore(name)?.calibration ?? UNCALIBRATED,
    blend: blendAmong(names, foundBefore(name)?.blend),
    quality: null,
  }));
  if (placeFields.length > 0) {
    progress(0, 'проверка пользы места');
    plans = probePlace(examples, plans, placeFields);
  }
  const folds: HeldOutFold[] = [];
  splits.forEach((split, at) => {
    const done = probeShare + at * trainShare * 0.8;
    const learned = pick(examples, split.train);
    const model = fitModel(learned, {
      labels: plans,
      placeFields,
      background: options.background,
      epochs: options.epochs,
      seed: options.seed,
      onProgress: (share) => progress(done + share * trainShare * 0.8, 'обучение для проверки'),
    });
    folds.push(scoreFold(model, learned, pick(examples, split.test)));
  });
  if (folds.length > 0) for (const plan of plans) measurePlan(plan, folds, examples.length);
  return fitModel(examples, {
    labels: plans,
    placeFields,
    textField: options.textField,
    background: options.background,
    epochs: options.epochs,
    seed: options.seed,
    onProgress: (share) => progress(1 - trainShare * (1 - share), 'обучение на всех строках'),
  });
}

/** A mixture found before is of use only while its source is learned too. */
const blendAmong = (names: string[], blend: Blend | null | undefined) =>
  blend && names.includes(blend.source) ? blend : null;

/**
 * Chooses what another label adds, calibrates and measures, when enough rows were held back. A label learned by ridge regression has
 * already taken from the widest label what it gains, so mixing it again would be chance.
 */
function measurePlan(plan: LabelPlan, folds: HeldOutFold[], rows: number): void {
  const known = (name: string) =>
    folds.every(({ model }) => model.labels.some((label) => label.name === name));
  if (!known(plan.name) || heldOutScores(folds, plan.name)!.targets.length < MEASURED_MIN) return;
  const byRidge = rows < RIDGE_BELOW_TEXTS && !plan.usesPlace;
  plan.blend = byRidge ? null : chooseBlend(folds, plan.name);
  const scores = heldOutScores(folds, plan.name, plan.blend ?? undefined)!;
  plan.calibration = fitCalibration(scores);
  plan.quality = measureQuality(scores);
}

interface Split {
  train: number[];
  test: number[];
}

export function splitsOf(examples: readonly TextExample[]): Split[] {
  const all = examples.map((_, at) => at);
  if (examples.every((example) => Number.isFinite(example.time))) {
    const byTime = all.sort((a, b) => examples[a]!.time! - examples[b]!.time! || a - b);
    const border = Math.floor(byTime.length * 0.8);
    return [{ train: byTime.slice(0, border), test: byTime.slice(border) }];
  }
  const folds = foldsByText(examples);
  const used = examples.length > ALL_FOLDS_ROWS_MAX ? 1 : FOLDS;
  return Array.from({ length: used }, (_, fold) => ({
    train: all.filter((at) => folds[at] !== fold),
    test: all.filter((at) => folds[at] === fold),
  })).filter((split) => split.train.length > 0 && split.test.length > 0);
}

/** Distinct texts dealt to the folds in the order of their hashes. */
function foldsByText(examples: readonly TextExample[]): number[] {
  const hashes = examples.map((example) => hashText(example.text, 0));
  const distinct = [...new Set(hashes)].sort((a, b) => a - b);
  const folds = new Map(distinct.map((hash, at) => [hash, at % FOLDS]));
  return hashes.map((hash) => folds.get(hash)!);
}

/** Learns each label twice, with and without place, on the latest rows before the held-out ones. */
function probePlace(
  examples: readonly TextExample[],
  plans: LabelPlan[],
  placeFields: string[],
): LabelPlan[] {
  const latest = pick(examples, splitsOf(examples)[0]?.train ?? []).slice(-(PROBE.train + PROBE.test));
  const border = Math.floor((latest.length * PROBE.train) / (PROBE.train + PROBE.test));
  const train = latest.slice(0, border).map(doubled);
  const test = latest.slice(border).map(doubled);
  const probed = plans.filter((plan) => classesOf(train, plan.name).length > 0);
  if (probed.length === 0 || test.length < MEASURED_MIN) return plans;
  const model = fitModel(train, {
    labels: probed.flatMap((plan) => [plan, { ...plan, name: `${plan.name}@`, usesPlace: true }]),
    placeFields,
    epochs: train.length >= PROBE.train ? PROBE.epochs : undefined,
  });
  const folds = [scoreFold(model, train, test)];
  const accuracy = (name: string) => measureQuality(heldOutScores(folds, name)!).accuracy;
  return plans.map((plan) => ({
    ...plan,
    usesPlace: probed.includes(plan) && accuracy(`${plan.name}@`) - accuracy(plan.name) >= PLACE_GAIN_MIN,
  }));
}

function doubled(example: TextExample): TextExample {
  const labels: Record<string, string | number | null | undefined> = {};
  for (const [name, value] of Object.entries(example.labels)) {
    labels[name] = value;
    labels[`${name}@`] = value;
  }
  return { ...example, labels };
}

const pick = (examples: readonly TextExample[], chosen: number[]) => chosen.map((at) => examples[at]!);
