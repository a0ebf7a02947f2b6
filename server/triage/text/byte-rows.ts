/**
 * sums += Σ scale · row of byte weights, over the first `count` of the given rows; four rows in one pass, which quarters the
 * reads and writes of the sums.
 */
export function addByteRows(
  weights: Int8Array,
  columns: number,
  rows: ArrayLike<number>,
  scales: ArrayLike<number>,
  count: number,
  sums: Float32Array | Float64Array,
): void {
  let at = 0;
  for (; at + 4 <= count; at += 4) {
    const row0 = rows[at]! * columns;
    const row1 = rows[at + 1]! * columns;
    const row2 = rows[at + 2]! * columns;
    const row3 = rows[at + 3]! * columns;
    const scale0 = scales[at]!;
    const scale1 = scales[at + 1]!;
    const scale2 = scales[at + 2]!;
    const scale3 = scales[at + 3]!;
    for (let column = 0; column < columns; column++) {
      sums[column]! +=
        weights[row0 + column]! * scale0 +
        weights[row1 + column]! * scale1 +
        weights[row2 + column]! * scale2 +
        weights[row3 + column]! * scale3;
    }
  }
  for (; at < count; at++) {
    const row = rows[at]! * columns;
    const scale = scales[at]!;
    for (let column = 0; column < columns; column++) sums[column]! += weights[row + column]! * scale;
  }
}
