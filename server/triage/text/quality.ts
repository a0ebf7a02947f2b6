/** Scores of held-out rows for one label, as the heads gave them before calibration. */
export interface HeldOutScores {
  classes: number;
  /** Row-major, rows × classes. */
  scores: Float32Array;
  /** True class of each row; −1 where the class was never seen in training: always a miss. */
  targets: Int32Array;
}

export interface LabelQuality {
  rows: number;
  accuracy: number;
  top3: number;
  /** Mean F1 over classes that occur among the held-out rows. */
  macroF1: number;
  /** Expected calibration error of the first guess, 15 equal-width bins. */
  calibrationError: number;
  /** First guesses at least this sure need no person; `null` when no threshold reaches the precision asked for. */
  threshold: number | null;
  /** Share of rows at or above the threshold, and the precision among them. */
  automaticShare: number;
  automaticPrecision: number;
}

export const AUTOMATIC_PRECISION_MIN = 0.95;
/** One-sided 90 % margin: a threshold that only just reached 0.95 on one sample would miss it on the next. */
const MARGIN_DEVIATIONS = 1.28;
const CALIBRATION_BINS = 15;

interface FirstGuess {
  probability: number;
  right: boolean;
}

/**
 * The measures of one label. The calibration error is honest: odd rows are judged by the calibration fitted on the even
 * ones and the other way round; the threshold is then chosen over all of them with a margin.
 */
export function measureQuality(heldOut: HeldOutScores): LabelQuality {
  const { classes, targets } = heldOut;
  const rows = targets.length;
  const byOthers = [fitCalibration(heldOut, 1), fitCalibration(heldOut, 0)];
  const hits = new Float64Array(classes);
  const guessed = new Float64Array(classes);
  const actual = new Float64Array(classes);
  const guesses: FirstGuess[] = [];
  let inThree = 0;
  for (let row = 0; row < rows; row++) {
    const scores = heldOut.scores.subarray(row * classes, (row + 1) * classes);
    const target = targets[row]!;
    const first = indexOfHighest(scores);
    guessed[first]!++;
    if (target >= 0) {
      actual[target]!++;
      if (first === target) hits[target]!++;
      if (scores.reduce((above, score) => above + (score > scores[target]! ? 1 : 0), 0) < 3) inThree++;
    }
    const { sharpness, doubt } = byOthers[row % 2]!;
    const probability = (1 - doubt) * softmaxOf(scores, first, sharpness) + doubt / classes;
    guesses.push({ probability, right: first === target });
  }
  let f1 = 0;
  let met = 0;
  for (let label = 0; label < classes; label++) {
    if (actual[label] === 0) continue;
    met++;
    f1 += (2 * hits[label]!) / (guessed[label]! + actual[label]!);
  }
  return {
    rows,
    accuracy: share(
      hits.reduce((sum, count) => sum + count, 0),
      rows,
    ),
    top3: share(inThree, rows),
    macroF1: share(f1, met),
    calibrationError: expectedCalibrationError(guesses),
    ...automaticThreshold(guesses),
  };
}

/** Accuracy and top-3 alone: for choosing between many variants, where calibrating each would take minutes. */
export function quickQuality({ classes, scores, targets }: HeldOutScores): {
  accuracy: number;
  top3: number;
} {
  let right = 0;
  let inThree = 0;
  targets.forEach((target, row) => {
    if (target < 0) return;
    const at = row * classes;
    let above = 0;
    for (let label = 0; label < classes; label++) if (scores[at + label]! > scores[at + target]!) above++;
    if (above === 0) right++;
    if (above < 3) inThree++;
  });
  return { accuracy: share(right, targets.length), top3: share(inThree, targets.length) };
}

/**
 * How raw scores become probabilities: p = (1 − doubt) · softmax(sharpness · scores) + doubt / classes.
 * The sharpness is 1 / temperature; the doubt is what no certainty takes away: labels given wrongly and values never
 * seen in training.
 */
export interface Calibration {
  sharpness: number;
  doubt: number;
}

export const UNCALIBRATED: Calibration = { sharpness: 1, doubt: 0 };
const DOUBTS = [0, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.11, 0.15, 0.2, 0.3];
const CALIBRATED_ROWS_MAX = 6000;

/**
 * The calibration with the smallest log loss of «the first guess is right»: what routing without a person rests on. The
 * usual loss of the true value ignores rows whose value was never seen. `parity` 0 or 1 takes every second row only.
 */
export function fitCalibration(heldOut: HeldOutScores, parity?: number): Calibration {
  const rows = Array.from({ length: heldOut.targets.length }, (_, row) => row).filter(
    (row) => parity === undefined || row % 2 === parity,
  );
  const every = Math.ceil(rows.length / CALIBRATED_ROWS_MAX);
  const sample = rows.filter((_, at) => at % every === 0);
  const { classes, targets } = heldOut;
  const own = sample.map((row) => heldOut.scores.subarray(row * classes, (row + 1) * classes));
  const firsts = own.map(indexOfHighest);
  const right = sample.map((row, at) => targets[row] === firsts[at]);
  const attempt = (logSharpness: number) => {
    const sharpness = Math.exp(logSharpness);
    const sure = own.map((scores, at) => softmaxOf(scores, firsts[at]!, sharpness));
    let best = { loss: Infinity, sharpness, doubt: 0 };
    for (const doubt of DOUBTS) {
      let loss = 0;
      for (let at = 0; at < sure.length; at++) {
        const p = Math.min(1 - 1e-4, Math.max(1e-4, (1 - doubt) * sure[at]! + doubt / classes));
        loss -= Math.log(right[at] ? p : 1 - p);
      }
      if (loss < best.loss) best = { loss, sharpness, doubt };
    }
    return best;
  };
  let low = Math.log(0.1);
  let high = Math.log(10);
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 0.02) {
    const left = attempt(high - golden * (high - low));
    const far = attempt(low + golden * (high - low));
    if (left.loss < far.loss) high = Math.log(far.sharpness);
    else low = Math.log(left.sharpness);
  }
  const { sharpness, doubt } = attempt((low + high) / 2);
  return { sharpness, doubt };
}

export function expectedCalibrationError(guesses: FirstGuess[]): number {
  const gaps = new Float64Array(CALIBRATION_BINS);
  for (const { probability, right } of guesses) {
    const bin = Math.min(CALIBRATION_BINS - 1, Math.floor(probability * CALIBRATION_BINS));
    gaps[bin]! += probability - (right ? 1 : 0);
  }
  return share(
    gaps.reduce((sum, gap) => sum + Math.abs(gap), 0),
    guesses.length,
  );
}

/** The lowest threshold above which first guesses are right often enough, with a margin for the next sample. */
export function automaticThreshold(
  guesses: FirstGuess[],
): Pick<LabelQuality, 'threshold' | 'automaticShare' | 'automaticPrecision'> {
  const sorted = [...guesses].sort((one, other) => other.probability - one.probability);
  let right = 0;
  let best = { threshold: null as number | null, automaticShare: 0, automaticPrecision: 0 };
  for (let at = 0; at < sorted.length; at++) {
    if (sorted[at]!.right) right++;
    const taken = at + 1;
    if (taken < sorted.length && sorted[taken]!.probability === sorted[at]!.probability) continue;
    const precision = right / taken;
    const margin = MARGIN_DEVIATIONS * Math.sqrt((precision * (1 - precision) + 0.25 / taken) / taken);
    if (precision - margin >= AUTOMATIC_PRECISION_MIN) {
      best = {
        threshold: sorted[at]!.probability,
        automaticShare: taken / sorted.length,
        automaticPrecision: precision,
      };
    }
  }
  return best;
}

function softmaxOf(scores: Float32Array, label: number, sharpness: number): number {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp((score - highest) * sharpness);
  return Math.exp((scores[label]! - highest) * sharpness) / sum;
}

function indexOfHighest(scores: Float32Array): number {
  let best = 0;
  for (let at = 1; at < scores.length; at++) if (scores[at]! > scores[best]!) best = at;
  return best;
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
