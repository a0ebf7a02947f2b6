/** Days on which some cell had evidence worth a line, in columns that grow; tens of thousands for a region's two years. */
export class EvidenceLog {
  length = 0;
  cell = new Int32Array(1024);
  day = new Int32Array(1024);
  score = new Float32Array(1024);
  mean = new Float32Array(1024);
  /** Size of the negative binomial; 0 where the count was 0. */
  size = new Float32Array(1024);

  add(cell: number, day: number, score: number, mean: number, size: number): void {
    if (this.length === this.cell.length) this.grow();
    this.cell[this.length] = cell;
    this.day[this.length] = day;
    this.score[this.length] = score;
    this.mean[this.length] = mean;
    this.size[this.length] = size;
    this.length += 1;
  }

  /** Indices of the lines in the order of days; within a day in the order in which they were added. */
  byDay(days: number): Int32Array {
    const starts = new Int32Array(days + 1);
    for (let index = 0; index < this.length; index += 1) {
      starts[this.day[index]! + 1] = starts[this.day[index]! + 1]! + 1;
    }
    for (let day = 0; day < days; day += 1) starts[day + 1] = starts[day + 1]! + starts[day]!;
    const order = new Int32Array(this.length);
    for (let index = 0; index < this.length; index += 1) {
      const day = this.day[index]!;
      order[starts[day]!] = index;
      starts[day] = starts[day]! + 1;
    }
    return order;
  }

  private grow(): void {
    const wider = <T extends Int32Array | Float32Array>(old: T): T => {
      const next = new (old.constructor as new (length: number) => T)(old.length * 2);
      next.set(old);
      return next;
    };
    this.cell = wider(this.cell);
    this.day = wider(this.day);
    this.score = wider(this.score);
    this.mean = wider(this.mean);
    this.size = wider(this.size);
  }
}
