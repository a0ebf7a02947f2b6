const DAYS_PER_YEAR = 365;
/** Scores at which stories are counted: every quarter from 0.5 to 12.5. */
const STEP = 0.25;
const LOWEST = 0.5;
const STEPS = 49;
/**
 * Where the count is taken: a few times the rates asked for, so that real waves among the stories weigh little there and
 * some weeks of history are enough. Around it the count falls by e each 1 / FALL.
 */
const ANCHOR_RATE = 8;
const FALL = 0.64;
/**
 * From stories at the anchor to alarms: so much above it a cell has 2.5 false alarms a year, and from there the logarithm
 * of the rate falls as below. Not all stories become alarms: some are real waves, some follow an alarm of the same cell,
 * when the threshold is raised. Measured on the tuning seeds.
 */
const HINGE_RATE = 2.5;
const HINGE_ABOVE_ANCHOR = 1.4;
const FALL_BELOW_HINGE = 0.86;
const FALL_ABOVE_HINGE = 0.55;
/** What is expected before any history: stories a cell-year at LOWEST, with the weight of so many cell-years. */
const PRIOR_RATE = 14;
const PRIOR_CELL_YEARS = 2;
const THRESHOLD_MIN = 0.75;
/**
 * Keeps the score at which a wanted rate of false alarms is reached, from past scores alone. A story is a run of scores
 * in one cell; it counts once, by its peak. Real waves of the past count as stories too: the threshold errs upwards.
 */
export class RateThreshold {
  private readonly reached = new Float64Array(STEPS);
  private readonly peak: Float32Array;
  private readonly lastDay: Int32Array;
  private cellYears = 0;
  private readonly gapDays: number;

  constructor(cells: number, gapDays: number) {
    this.peak = new Float32Array(cells);
    this.lastDay = new Int32Array(cells).fill(-1_000_000);
    this.gapDays = gapDays;
  }

  /** One more day was watched in `cells` cells. */
  watched(cells: number): void {
    this.cellYears += cells / DAYS_PER_YEAR;
  }

  record(cell: number, day: number, score: number): void {
    const goesOn = day - this.lastDay[cell]! <= this.gapDays;
    const before = goesOn ? this.peak[cell]! : -Infinity;
    this.lastDay[cell] = day;
    if (score <= before) return;
    this.peak[cell] = score;
    for (let step = 0; step < STEPS; step += 1) {
      const level = LOWEST + step * STEP;
      if (level > score) break;
      if (level > before) this.reached[step] = this.reached[step]! + 1;
    }
  }

  /** Score to be reached for `rate` false alarms a cell-year. */
  at(rate: number): number {
    let anchor = LOWEST;
    let anchorRate = this.rateAt(0);
    for (let step = 1; step < STEPS && anchorRate > ANCHOR_RATE; step += 1) {
      const next = this.rateAt(step);
      anchor = LOWEST + step * STEP;
      anchorRate = next;
    }
    const hinge = anchor + Math.log(anchorRate / ANCHOR_RATE) / FALL + HINGE_ABOVE_ANCHOR;
    const rarer = Math.log(HINGE_RATE / rate);
    return Math.max(THRESHOLD_MIN, hinge + rarer / (rarer > 0 ? FALL_BELOW_HINGE : FALL_ABOVE_HINGE));
  }

  private rateAt(step: number): number {
    const prior = PRIOR_RATE * Math.exp(-FALL * step * STEP);
    return (this.reached[step]! + PRIOR_CELL_YEARS * prior) / (this.cellYears + PRIOR_CELL_YEARS);
  }
}
