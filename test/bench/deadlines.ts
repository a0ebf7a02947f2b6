import { pathToFileURL } from 'node:url';
import { monotonicMs } from '../../server/platform/clock.ts';
import { buildCalendar } from '../../server/registry/calendar/index.ts';
import {
  DEFAULT_POLICIES,
  DEFAULT_SCHEDULE,
  deadlineFrame,
  dueAt,
  dueAtMs,
  dueAtWithPauses,
  dueDates,
  SHORT_FRIDAY_SCHEDULE,
  type Term,
} from '../../server/registry/deadlines/index.ts';

/** Deadlines a second on one core, over fourteen years of starts in four zones. Goal: 100 000. */
const COUNT = 500_000;
const ZONES = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Novosibirsk', 'Asia/Kamchatka'];
const TERMS: Record<string, Term> = {
  'calendar days, preceding': { amount: 30, unit: 'calendar_days', lastDay: 'preceding' },
  'working days': { amount: 8, unit: 'working_days' },
  'working hours': { amount: 9, unit: 'working_hours' },
};

export async function benchDeadlines(): Promise<void> {
  const begin = monotonicMs();
  const calendar = buildCalendar({ from: 2013, to: 2027 });
  for (const timeZone of ZONES) deadlineFrame({ calendar, timeZone, schedule: DEFAULT_SCHEDULE });
  console.log(
    `deadlines: calendar of 15 years and 4 zones ready in ${(monotonicMs() - begin).toFixed(0)} ms`,
  );

  const firstMs = Date.UTC(2013, 0, 20);
  const strideMs = (Date.UTC(2027, 5, 1) - firstMs) / COUNT;
  const starts = Array.from(
    { length: COUNT },
    (_, index) => new Date(Math.floor(firstMs + index * strideMs)),
  );
  const zoneOf = (index: number) => ZONES[index & 3]!;

  for (const [name, term] of Object.entries(TERMS)) {
    report(`dueAt, ${name}`, COUNT, (index) =>
      dueAt(term, starts[index]!, calendar, zoneOf(index), SHORT_FRIDAY_SCHEDULE).getTime(),
    );
  }
  const frame = deadlineFrame({ calendar, timeZone: 'Asia/Kamchatka', schedule: DEFAULT_SCHEDULE });
  report('dueAtMs, working hours', COUNT, (index) =>
    dueAtMs(TERMS['working hours']!, starts[index]!.getTime(), frame),
  );
  report('dueAtWithPauses, working hours, 2 pauses', COUNT, (index) => {
    const at = starts[index]!.getTime();
    const pauses = [1, 30].map((hour) => ({
      from: new Date(at + hour * 3_600_000),
      to: new Date(at + hour * 4_000_000),
    }));
    const term = TERMS['working hours']!;
    return dueAtWithPauses(
      term,
      starts[index]!,
      calendar,
      zoneOf(index),
      DEFAULT_SCHEDULE,
      pauses,
    )!.getTime();
  });
  const policy = DEFAULT_POLICIES.find(({ id }) => id === '59fz')!;
  report('dueDates, 59‑ФЗ: 3 steps and an extension', COUNT, (index) => {
    const context = { calendar, timeZone: zoneOf(index), schedule: DEFAULT_SCHEDULE };
    return dueDates(policy, starts[index]!, context)[2]!.dueAt.getTime();
  });
}

function report(name: string, count: number, run: (index: number) => number): void {
  const begin = monotonicMs();
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += run(index);
  const seconds = (monotonicMs() - begin) / 1000;
  // The sum is used so that no engine may skip the work.
  if (!Number.isFinite(sum)) throw new Error(`${name}: a due moment is missing`);
  console.log(`  ${name}: ${Math.round(count / seconds).toLocaleString('en')} a second`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await benchDeadlines();
