import type { Head } from './softmax-trainer.ts';
import { randomFrom } from './softmax-trainer.ts';
import type { SparseRows } from './sparse-rows.ts';

const PENALTY = 1;
const PASSES_MAX = 30;
const GAP_MAX = 0.1;

/**
 * One support vector machine a class, against all others: dual coordinate descent with shrinking for the squared hinge
 * (Hsieh et al., «A Dual Coordinate Descent Method for Large-scale Linear SVM», ICML 2008, algorithm 3). Better than the
 * softmax where a class has a dozen texts, and exact after few passes. Adds its planes, times `share`, to the
 * weights and biases of the head's columns, which start at `from`.
 */
export function trainOneVsRest(
  rows: SparseRows,
  head: Head,
  from: number,
  share: number,
  weights: { columns: number; text: Float32Array; bias: Float32Array },
  seed: number,
): void {
  const known = Array.from({ length: rows.count }, (_, row) => row).filter((row) => head.targets[row]! >= 0);
  const squared = new Float64Array(rows.count);
  for (const row of known) {
    squared[row] = 1;
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) squared[row]! += rows.values[k]! ** 2;
  }
  const features = weights.text.length / weights.columns;
  for (let label = 0; label < head.classes; label++) {
    const plane = new Float64Array(features + 1);
    separate(rows, known, squared, head.targets, label, plane, randomFrom(seed));
    const column = from + label;
    for (let feature = 0; feature < features; feature++) {
      weights.text[feature * weights.columns + column]! += share * plane[feature]!;
    }
    weights.bias[column]! += share * plane[features]!;
  }
}

/** The plane between one class and the rest; its last number is the bias. */
function separate(
  rows: SparseRows,
  known: number[],
  squared: Float64Array,
  targets: Int32Array,
  label: number,
  plane: Float64Array,
  random: () => number,
): void {
  const { starts, features, values } = rows;
  const bias = plane.length - 1;
  const slack = 0.5 / PENALTY;
  const alphas = new Float64Array(rows.count);
  const order = Int32Array.from(known);
  let active = order.length;
  let highestBefore = Infinity;
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    let highest = -Infinity;
    let lowest = Infinity;
    for (let at = active - 1; at > 0; at--) swap(order, at, Math.floor(random() * (at + 1)));
    for (let at = 0; at < active; at++) {
      const row = order[at]!;
      const side = targets[row] === label ? 1 : -1;
      const end = starts[row + 1]!;
      let margin = plane[bias]!;
      for (let k = starts[row]!; k < end; k++) margin += plane[features[k]!]! * values[k]!;
      const alpha = alphas[row]!;
      const gradient = margin * side - 1 + alpha * slack;
      if (alpha === 0 && gradient > highestBefore) {
        swap(order, at--, --active);
        continue;
      }
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      highest = Math.max(highest, projected);
      lowest = Math.min(lowest, projected);
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(0, alpha - gradient / (squared[row]! + slack));
      const move = (next - alpha) * side;
      alphas[row] = next;
      for (let k = starts[row]!; k < end; k++) plane[features[k]!]! += move * values[k]!;
      plane[bias]! += move;
    }
    if (highest - lowest > GAP_MAX) {
      highestBefore = highest > 0 ? highest : Infinity;
    } else if (active === order.length) {
      return;
    } else {
      active = order.length;
      highestBefore = Infinity;
    }
  }
}

function swap(order: Int32Array, at: number, other: number): void {
  const kept = order[at]!;
  order[at] = order[other]!;
  order[other] = kept;
}
