import type { Blend } from './blend.ts';
import { blendScores, countTogether } from './blend.ts';
import type { TextExample } from './fit-model.ts';
import { knownValue, targetsOf } from './fit-model.ts';
import type { HeldOutScores } from './quality.ts';
import { fitCalibration, quickQuality } from './quality.ts';
import type { ModelLabel, TextModel } from './text-model.ts';
import { columnOrder } from './text-model.ts';

/** Rows a model has not seen with the raw scores it gives them. */
export interface HeldOutFold {
  model: TextModel;
  learned: readonly TextExample[];
  examples: readonly TextExample[];
  /** Row-major, examples × columns. */
  scores: Float32Array;
}

export function scoreFold(
  model: TextModel,
  learned: readonly TextExample[],
  examples: readonly TextExample[],
): HeldOutFold {
  const { columns } = model.weights;
  const scores = new Float32Array(examples.length * columns);
  examples.forEach((example, at) => {
    scores.set(model.score(example.text, example.place), at * columns);
  });
  return { model, learned, examples, scores };
}

/** Scores of one label over all folds, of the examples whose value is known; mixed with another label's when `blend` is given. */
export function heldOutScores(
  folds: readonly HeldOutFold[],
  name: string,
  blend?: Blend,
): HeldOutScores | null {
  return joinFolds(folds.map((fold) => scoresOf(fold, name, blend)));
}

function scoresOf(
  { model, learned, examples, scores }: HeldOutFold,
  name: string,
  blend?: Blend,
): HeldOutScores {
  const { columns } = model.weights;
  const [label, from] = columnsOf(model, name);
  const classes = label.classes.length;
  const rows = examples.map((_, at) => at).filter((at) => knownValue(examples[at]!, name) !== undefined);
  const taken = new Float32Array(rows.length * classes);
  const [source, sourceFrom] = blend ? columnsOf(model, blend.source) : [label, from];
  const learnedBlend = blend && {
    ...blend,
    counts: countTogether(
      targetsOf(learned, name, label.classes),
      targetsOf(learned, blend.source, source.classes),
      source.classes.length,
    ),
  };
  rows.forEach((row, at) => {
    const all = scores.subarray(row * columns, (row + 1) * columns);
    const own = learnedBlend
      ? blendScores(all, from, label.shares, sourceFrom, learnedBlend)
      : all.subarray(from, from + classes);
    taken.set(own, at * classes);
  });
  const known = rows.map((row) => examples[row]!);
  return { classes, scores: taken, targets: targetsOf(known, name, label.classes) };
}

function columnsOf(model: TextModel, name: string): [ModelLabel, number] {
  let from = 0;
  for (const label of columnOrder(model.labels)) {
    if (label.name === name) return [label, from];
    from += label.classes.length;
  }
  throw new Error(`The model has no label «${name}».`);
}

/** Folds know different classes; the narrower ones are filled with scores no softmax notices. */
function joinFolds(folds: HeldOutScores[]): HeldOutScores | null {
  if (folds.length === 0) return null;
  const classes = Math.max(...folds.map((fold) => fold.classes));
  const rows = folds.reduce((sum, fold) => sum + fold.targets.length, 0);
  const joined = {
    classes,
    scores: new Float32Array(rows * classes).fill(-1e4),
    targets: new Int32Array(rows),
  };
  let row = 0;
  for (const fold of folds) {
    for (let at = 0; at < fold.targets.length; at++, row++) {
      joined.scores.set(fold.scores.subarray(at * fold.classes, (at + 1) * fold.classes), row * classes);
      joined.targets[row] = fold.targets[at]!;
    }
  }
  return joined;
}

const WEIGHTS = [0.2, 0.35, 0.5];
/** Gain in accuracy and top-3 together below which a mixture is chance. */
const GAIN_MIN = 0.001;

/** The other label, of more classes, and the weight by which the held-out rows gain most; null when none helps. */
export function chooseBlend(folds: readonly HeldOutFold[], name: string): Blend | null {
  const model = folds[0]!.model;
  const own = heldOutScores(folds, name)!;
  const ownSharpness = fitCalibration(own).sharpness;
  const before = quickQuality(own);
  let best = { blend: null as Blend | null, gain: GAIN_MIN };
  for (const source of model.labels) {
    if (source.classes.length <= columnsOf(model, name)[0].classes.length) continue;
    const sourceSharpness = fitCalibration(heldOutScores(folds, source.name)!).sharpness;
    for (const weight of WEIGHTS) {
      const blend = { source: source.name, weight, ownSharpness, sourceSharpness };
      const after = quickQuality(heldOutScores(folds, name, blend)!);
      const gain = after.accuracy - before.accuracy + after.top3 - before.top3;
      if (after.accuracy >= before.accuracy && gain > best.gain) best = { blend, gain };
    }
  }
  return best.blend;
}
