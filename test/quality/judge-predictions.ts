import type { Prediction } from '../../server/triage/text/index.ts';

export interface Judged {
  rows: number;
  accuracy: number;
  top3: number;
  macroF1: number;
  calibrationError: number;
  automaticShare: number;
  automaticPrecision: number;
}

/** Plain counting over given predictions, apart from the product's own measuring so that one checks the other. */
export function judge(
  answers: { actual: string | number | null | undefined; guesses: Prediction[] }[],
  threshold: number | null,
): Judged {
  const known = answers.filter(({ actual }) => actual !== null && actual !== undefined && actual !== '');
  const classes = new Map<string, { right: number; guessed: number; actual: number }>();
  const of = (label: string) => {
    let counts = classes.get(label);
    if (!counts) classes.set(label, (counts = { right: 0, guessed: 0, actual: 0 }));
    return counts;
  };
  const bins = Array.from({ length: 15 }, () => 0);
  let right = 0;
  let inThree = 0;
  let automatic = 0;
  let automaticRight = 0;
  for (const { actual, guesses } of known) {
    const wanted = String(actual);
    const first = guesses[0]!;
    const hit = first.label === wanted;
    of(wanted).actual++;
    of(first.label).guessed++;
    if (hit) {
      right++;
      of(wanted).right++;
    }
    if (guesses.slice(0, 3).some(({ label }) => label === wanted)) inThree++;
    bins[Math.min(14, Math.floor(first.p * 15))]! += first.p - (hit ? 1 : 0);
    if (threshold !== null && first.p >= threshold) {
      automatic++;
      if (hit) automaticRight++;
    }
  }
  const met = [...classes.values()].filter(({ actual }) => actual > 0);
  return {
    rows: known.length,
    accuracy: right / known.length,
    top3: inThree / known.length,
    macroF1: met.reduce((sum, c) => sum + (2 * c.right) / (c.guessed + c.actual), 0) / met.length,
    calibrationError: bins.reduce((sum, gap) => sum + Math.abs(gap), 0) / known.length,
    automaticShare: automatic / known.length,
    automaticPrecision: automatic > 0 ? automaticRight / automatic : 0,
  };
}
