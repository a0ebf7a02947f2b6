/** Rows of (feature number, value), one after another in typed arrays: row r is at `starts[r]`…`starts[r + 1]`. */
export interface SparseRows {
  count: number;
  starts: Int32Array;
  features: Int32Array;
  values: Float32Array;
}

export class SparseRowsBuilder {
  private features = new Int32Array(1 << 16);
  private values = new Float32Array(1 << 16);
  private readonly starts: number[] = [0];
  private filled = 0;

  add(feature: number, value: number): void {
    if (this.filled === this.features.length) {
      const features = new Int32Array(this.filled * 2);
      features.set(this.features);
      this.features = features;
      const values = new Float32Array(this.filled * 2);
      values.set(this.values);
      this.values = values;
    }
    this.features[this.filled] = feature;
    this.values[this.filled++] = value;
  }

  endRow(): void {
    this.starts.push(this.filled);
  }

  build(): SparseRows {
    return {
      count: this.starts.length - 1,
      starts: Int32Array.from(this.starts),
      features: this.features.slice(0, this.filled),
      values: this.values.slice(0, this.filled),
    };
  }
}

/** The chosen rows, in the order chosen. */
export function pickRows(rows: SparseRows, chosen: ArrayLike<number>): SparseRows {
  const builder = new SparseRowsBuilder();
  for (let at = 0; at < chosen.length; at++) {
    const row = chosen[at]!;
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      builder.add(rows.features[k]!, rows.values[k]!);
    }
    builder.endRow();
  }
  return builder.build();
}
