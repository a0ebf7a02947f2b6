import { softmaxInPlace } from './softmax-trainer.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Row-major n × n. */
export interface Gram {
  size: number;
  values: Float64Array;
}

/** What a ridge regression learned of one label, in its dual form. */
export interface RidgeLabel {
  /** Rows × classes: how much each row's features add to each class; rows not learned from are zero. */
  duals: Float64Array;
  /** Rows × classes: scores of every row as if it had not been learned from; their softmax is a fair probability. */
  leftOut: Float64Array;
}

/** Scores lie between 0 and 1, so the sharpness is sought between 1 and 60. */
const SHARPNESS_LOGS: [number, number] = [0, Math.log(60)];

/** Inner products of all rows, plus `before` where it is given. */
export function gramOf(rows: SparseRows, features: number, before?: Gram): Gram {
  const size = rows.count;
  const values = before ? before.values.slice() : new Float64Array(size * size);
  const dense = new Float64Array(features);
  for (let row = 0; row < size; row++) {
    const from = rows.starts[row]!;
    const to = rows.starts[row + 1]!;
    for (let k = from; k < to; k++) dense[rows.features[k]!]! += rows.values[k]!;
    for (let other = 0; other <= row; other++) {
      let sum = 0;
      const end = rows.starts[other + 1]!;
      for (let k = rows.starts[other]!; k < end; k++) sum += dense[rows.features[k]!]! * rows.values[k]!;
      values[row * size + other]! += sum;
      if (other !== row) values[other * size + row]! += sum;
    }
    for (let k = from; k < to; k++) dense[rows.features[k]!] = 0;
  }
  return { size, values };
}

/**
 * Ridge regression of every class against the rest, all with one inverse, and the score each row would get had it been left out
 * (Rifkin and Lippert, «Notes on Regularized Least Squares», 2007: target − dual / diagonal of the inverse). The scores are
 * sharpened so that the softmax of those of the first `judged` rows has the smallest log loss. `targets` −1: label not known.
 */
export function trainRidge(
  gram: Gram,
  targets: Int32Array,
  classes: number,
  rowWeights: Float64Array,
  judged: number,
  penalty: number,
): RidgeLabel {
  const known: number[] = [];
  targets.forEach((target, row) => {
    if (target >= 0) known.push(row);
  });
  const n = known.length;
  const system = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const from = known[i]! * gram.size;
    for (let j = 0; j <= i; j++) system[i * n + j] = gram.values[from + known[j]!]! + 1;
    system[i * n + i]! += penalty / rowWeights[known[i]!]!;
  }
  const inverse = invertSymmetric(system, n);
  const duals = new Float64Array(gram.size * classes);
  for (let i = 0; i < n; i++) {
    const at = known[i]! * classes;
    for (let j = 0; j < n; j++) {
      duals[at + targets[known[j]!]!]! += inverse[i >= j ? i * n + j : j * n + i]!;
    }
  }
  const leftOut = new Float64Array(gram.size * classes);
  const inSystem = new Int32Array(gram.size).fill(-1);
  known.forEach((row, i) => {
    inSystem[row] = i;
  });
  for (let row = 0; row < gram.size; row++) {
    const at = row * classes;
    const i = inSystem[row]!;
    if (i >= 0) {
      const diagonal = inverse[i * n + i]!;
      for (let label = 0; label < classes; label++) leftOut[at + label] = -duals[at + label]! / diagonal;
      leftOut[at + targets[row]!]! += 1;
      continue;
    }
    for (const other of known) {
      const near = gram.values[row * gram.size + other]! + 1;
      for (let label = 0; label < classes; label++) {
        leftOut[at + label]! += near * duals[other * classes + label]!;
      }
    }
  }
  const sharpness = sharpnessOf(leftOut, targets, classes, judged);
  for (let at = 0; at < duals.length; at++) duals[at]! *= sharpness;
  for (let at = 0; at < leftOut.length; at++) leftOut[at]! *= sharpness;
  return { duals, leftOut };
}

/** Found finely: what calibrates one training on four fifths must fit the training on everything. */
function sharpnessOf(scores: Float64Array, targets: Int32Array, classes: number, judged: number): number {
  const p = new Float64Array(classes);
  const lossAt = (logSharpness: number) => {
    let loss = 0;
    for (let row = 0; row < judged; row++) {
      if (targets[row]! < 0) continue;
      p.set(scores.subarray(row * classes, (row + 1) * classes));
      softmaxInPlace(p, 0, classes, Math.exp(logSharpness));
      loss -= Math.log(p[targets[row]!]! + 1e-9);
    }
    return loss;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = SHARPNESS_LOGS;
  while (high - low > 0.01) {
    const span = golden * (high - low);
    if (lossAt(high - span) < lossAt(low + span)) high = low + span;
    else low = high - span;
  }
  return Math.exp((low + high) / 2);
}

/** Inverse of a symmetric positive definite matrix by Cholesky; only the lower triangles are read and written. Overwrites its argument. */
export function invertSymmetric(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      matrix[i * n + j] = (matrix[i * n + j]! - dot(matrix, i * n, matrix, j * n, j)) / matrix[j * n + j]!;
    }
    matrix[i * n + i] = Math.sqrt(matrix[i * n + i]! - dot(matrix, i * n, matrix, i * n, i));
  }
  // Row j holds column j of the lower factor's inverse, so that every sum below runs along rows.
  const columns = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    columns[j * n + j] = 1 / matrix[j * n + j]!;
    for (let i = j + 1; i < n; i++) {
      columns[j * n + i] = -dot(matrix, i * n + j, columns, j * n + j, i - j) / matrix[i * n + i]!;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) matrix[i * n + j] = dot(columns, i * n + i, columns, j * n + i, n - i);
  }
  return matrix;
}

function dot(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, count: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let at = 0;
  for (; at + 2 <= count; at += 2) {
    sum0 += a[aFrom + at]! * b[bFrom + at]!;
    sum1 += a[aFrom + at + 1]! * b[bFrom + at + 1]!;
  }
  return at < count ? sum0 + sum1 + a[aFrom + at]! * b[bFrom + at]! : sum0 + sum1;
}
