/** Iterations of the fit; a log-linear fit of counts settles in five to ten. */
const ITERATIONS_MAX = 50;
const TOLERANCE = 1e-10;

export interface PoissonFit {
  coefficients: Float64Array;
  /** Covariance of the coefficients for phi = 1, row by row. */
  covariance: Float64Array;
  fitted: Float64Array;
  /** Pearson over-dispersion, not below 1. */
  phi: number;
}

/**
 * Log-linear regression of counts: ln E(count) = offset + columns · coefficients, by iteratively reweighted least squares.
 * `design` is row-major, `width` columns a row. Null when the columns cannot be told apart.
 * Source: McCullagh, Nelder, «Generalized Linear Models», §2.5; over-dispersion by Pearson's statistic, §4.5.
 */
export function poissonRegression(input: {
  counts: ArrayLike<number>;
  design: Float64Array;
  width: number;
  offset?: Float64Array;
  weights?: Float64Array;
  /** Coefficients to start from, of a fit of nearly the same counts; then two or three iterations are enough. */
  start?: Float64Array;
  iterationsMax?: number;
}): PoissonFit | null {
  const { counts, design, width, offset, weights, start } = input;
  const iterationsMax = input.iterationsMax ?? ITERATIONS_MAX;
  const rows = counts.length;
  const fitted = new Float64Array(rows);
  let coefficients = start ? start.slice() : new Float64Array(width);
  const predict = () => {
    for (let row = 0; row < rows; row += 1) {
      let eta = offset?.[row] ?? 0;
      for (let i = 0; i < width; i += 1) eta += design[row * width + i]! * coefficients[i]!;
      fitted[row] = Math.exp(Math.min(30, Math.max(-30, eta)));
    }
  };
  if (start) predict();
  else for (let row = 0; row < rows; row += 1) fitted[row] = counts[row]! + 0.5;
  let inverse: Float64Array | null = null;
  for (let iteration = 0; iteration < iterationsMax; iteration += 1) {
    const normal = new Float64Array(width * width);
    const right = new Float64Array(width);
    for (let row = 0; row < rows; row += 1) {
      const mean = fitted[row]!;
      const weight = mean * (weights?.[row] ?? 1);
      const working = Math.log(mean) - (offset?.[row] ?? 0) + (counts[row]! - mean) / mean;
      for (let i = 0; i < width; i += 1) {
        const x = design[row * width + i]! * weight;
        right[i] = right[i]! + x * working;
        for (let j = 0; j < width; j += 1) {
          normal[i * width + j] = normal[i * width + j]! + x * design[row * width + j]!;
        }
      }
    }
    inverse = invert(normal, width);
    if (!inverse) return null;
    const next = new Float64Array(width);
    for (let i = 0; i < width; i += 1) {
      for (let j = 0; j < width; j += 1) next[i] = next[i]! + inverse[i * width + j]! * right[j]!;
    }
    let change = 0;
    for (let i = 0; i < width; i += 1) change = Math.max(change, Math.abs(next[i]! - coefficients[i]!));
    coefficients = next;
    predict();
    if (change < TOLERANCE) break;
  }
  if (!inverse) return null;
  let pearson = 0;
  for (let row = 0; row < rows; row += 1) {
    pearson += ((weights?.[row] ?? 1) * (counts[row]! - fitted[row]!) ** 2) / fitted[row]!;
  }
  return {
    coefficients,
    covariance: inverse,
    fitted,
    phi: Math.max(1, pearson / Math.max(1, rows - width)),
  };
}

/** Gauss and Jordan with the largest pivot; null for a singular matrix. */
function invert(matrix: Float64Array, width: number): Float64Array | null {
  const left = matrix.slice();
  const right = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) right[i * width + i] = 1;
  for (let column = 0; column < width; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < width; row += 1) {
      if (Math.abs(left[row * width + column]!) > Math.abs(left[pivot * width + column]!)) pivot = row;
    }
    const value = left[pivot * width + column]!;
    if (!(Math.abs(value) > 1e-12)) return null;
    for (let j = 0; j < width; j += 1) {
      for (const side of [left, right]) {
        const kept = side[column * width + j]!;
        side[column * width + j] = side[pivot * width + j]! / value;
        if (pivot !== column) side[pivot * width + j] = kept;
      }
    }
    for (let row = 0; row < width; row += 1) {
      const factor = left[row * width + column]!;
      if (row === column || factor === 0) continue;
      for (let j = 0; j < width; j += 1) {
        left[row * width + j] = left[row * width + j]! - factor * left[column * width + j]!;
        right[row * width + j] = right[row * width + j]! - factor * right[column * width + j]!;
      }
    }
  }
  return right;
}
