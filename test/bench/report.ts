/** One line of a benchmark: what, how much, and the goal it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  goal?: { atLeast: number } | { atMost: number };
}

export interface Result {
  bench: string;
  /** What is real and what is invented, how the figure was taken. */
  notes: string[];
  figures: Figure[];
}

export function reaches({ value, goal }: Figure): boolean {
  if (!goal) return true;
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}

export function printResult({ bench, notes, figures }: Result): void {
  console.log(`\n${bench}`);
  for (const note of notes) console.log(`  ${note}`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const figure of figures) {
    const { name, value, unit, goal } = figure;
    const asked = goal ? `   goal ${'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`}` : '';
    const verdict = goal ? (reaches(figure) ? '  reached' : '  MISSED') : '';
    console.log(`  ${name.padEnd(width)}  ${shown(value).padStart(12)} ${unit}${asked}${verdict}`);
  }
}

function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);
