import { pathToFileURL } from 'node:url';
import { buildCalendar } from '../../server/registry/calendar/index.ts';
import { DEFAULT_SCHEDULE, dueAt } from '../../server/registry/deadlines/index.ts';
import {
  dayAfter,
  FIRST_YEAR,
  LAST_YEAR,
  momentOf,
  type NaiveTerm,
  naiveDueAt,
  readPublishedCalendars,
} from './naive-deadlines.ts';

/**
 * The deadline engine against an independent calculation: every day of 2013–2026, four zones from Kaliningrad to
 * Kamchatka. Run: `npx tsx test/quality/deadlines.ts [--stride DAYS]`; exit code 1 on any difference.
 */
const ZONES = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Novosibirsk', 'Asia/Kamchatka'];
/** Before, at and after every edge of the working day and of the day itself, in turn; all of them where clocks changed. */
const TIMES = [
  ...['00:00', '00:30', '08:59', '09:00', '11:17', '13:00', '13:30', '14:00'],
  ...['16:59', '17:00', '17:59', '18:00', '23:30'],
];
const TERMS: NaiveTerm[] = [
  ...[1, 3, 5, 10, 20, 30].map((amount) => ({ unit: 'working_days', amount }) as const),
  ...[4, 8, 9].map((amount) => ({ unit: 'working_hours', amount }) as const),
  ...[3, 7, 30].flatMap((amount) =>
    (['preceding', 'following', 'as_is'] as const).map(
      (lastDay) => ({ unit: 'calendar_days', amount, lastDay }) as const,
    ),
  ),
];
/** Every so many days the hours are also walked second by second, from a start with seconds. */
const SECONDS_EVERY_DAYS = 97;
const DIFFERENCES_MAX = 20;

export interface DeadlineComparison {
  cases: number;
  /** Starts left out because the due day is not among the published years. */
  beyond: number;
  differences: string[];
}

/** Compares every `strideDays`-th day and all on which clocks changed; null when the published calendars are absent. */
export function compareDeadlines(strideDays = 1): DeadlineComparison | null {
  const marks = readPublishedCalendars();
  if (!marks) return null;
  const calendar = buildCalendar({ from: FIRST_YEAR, to: LAST_YEAR + 1 });
  const result: DeadlineComparison = { cases: 0, beyond: 0, differences: [] };

  const compare = (term: NaiveTerm, start: number, zone: string, stepSeconds: number) => {
    const expected = naiveDueAt(marks, term, start, zone, stepSeconds);
    if (expected === null) {
      result.beyond += 1;
      return;
    }
    result.cases += 1;
    const actual = dueAt(term, new Date(start), calendar, zone, DEFAULT_SCHEDULE).getTime();
    if (actual !== expected && result.differences.length < DIFFERENCES_MAX) {
      const [from, got, want] = [start, actual, expected].map((at) => new Date(at).toISOString());
      result.differences.push(`${JSON.stringify(term)} from ${from} in ${zone}: ${got} instead of ${want}`);
    }
  };

  let index = -1;
  for (let date = `${FIRST_YEAR}-01-01`; date <= `${LAST_YEAR}-12-31`; date = dayAfter(date)) {
    index += 1;
    ZONES.forEach((zone, place) => {
      if (index % strideDays !== 0 && !clocksChange(zone, date)) return;
      const times = clocksChange(zone, date) ? TIMES : [TIMES[(index + place * 3) % TIMES.length]!];
      for (const time of times) {
        const start = momentOf(zone, `${date} ${time}:00`);
        for (const term of TERMS) compare(term, start, zone, 60);
      }
      if (index % SECONDS_EVERY_DAYS === 0) {
        const uneven = momentOf(zone, `${date} ${String(8 + (index % 11)).padStart(2, '0')}:29:47`);
        for (const term of TERMS) if (term.unit === 'working_hours') compare(term, uneven, zone, 1);
      }
    });
  }
  return result;
}

/** Whether midnight and midnight are not 24 hours apart that day. */
function clocksChange(zone: string, date: string): boolean {
  const midnights = [date, dayAfter(date)].map((day) => momentOf(zone, `${day} 00:00:00`));
  return midnights[1]! - midnights[0]! !== 86_400_000;
}

export async function qualityDeadlines(strideDays = 1): Promise<boolean> {
  const result = compareDeadlines(strideDays);
  if (!result) {
    console.log('deadlines: skipped, published calendars are absent (../shared/data/calendar)');
    return true;
  }
  const { cases, beyond, differences } = result;
  console.log(`deadlines: cases ${cases}, beyond ${LAST_YEAR} ${beyond}, differences ${differences.length}`);
  for (const difference of differences) console.log(`  ${difference}`);
  return differences.length === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const stride = process.argv.indexOf('--stride');
  const same = await qualityDeadlines(stride === -1 ? 1 : Number(process.argv[stride + 1]));
  process.exitCode = same ? 0 : 1;
}
