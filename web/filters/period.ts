/** Periods a person picks by name. All end today, in the region's time zone; both ends are inclusive. */
export const PERIODS = ['today', '7d', '30d', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

const LENGTH_DAYS: Record<Period, number> = { today: 1, '7d': 7, '30d': 30, quarter: 90, year: 365 };

export interface DayRange {
  /** YYYY-MM-DD, inclusive. */
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** `days` later (or earlier, when negative): calendar arithmetic without a time zone. */
export function addDays(day: string, days: number): string {
  return new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` to `to`, both counted. */
export function lengthDays({ from, to }: DayRange): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS) + 1;
}

/** The calendar day of `at` where the region is. */
export function dayIn(timeZone: string, at: Date): string {
  // en-CA writes YYYY-MM-DD.
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);
}

/** What a named period means on the day `today`. */
export function rangeOf(period: Period, today: string): DayRange {
  return { from: addDays(today, 1 - LENGTH_DAYS[period]), to: today };
}

/** The name of a range, when it has one on this day: dragging exactly a week reads «7 дней», not two dates. */
export function periodOf(range: DayRange, today: string): Period | null {
  return (
    PERIODS.find((period) => {
      const named = rangeOf(period, today);
      return named.from === range.from && named.to === range.to;
    }) ?? null
  );
}

export function isPeriod(value: unknown): value is Period {
  return PERIODS.includes(value as Period);
}
