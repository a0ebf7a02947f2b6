import { z } from 'zod';
import { dayNumberOf, formatDay } from './day-number.ts';
import { DayOffMove } from './year-facts.ts';

/** A non-working day of one region: the date is the region's fact, set by its own act. */
export const RegionalHoliday = z.object({
  date: z.iso.date(),
  name: z.string().min(1),
  /** Whether the working day before it is an hour shorter (art. 95 of the Labour Code names holidays without «federal»). */
  shortDayBefore: z.boolean().default(true),
});
export type RegionalHoliday = z.input<typeof RegionalHoliday>;

/** What a region keeps in its settings beside the federal calendar. */
export const RegionalCalendar = z.object({
  holidays: z.array(RegionalHoliday).default([]),
  /** The region's own moved days off, for example a Monday for a holiday that fell on Sunday. */
  moves: z.array(DayOffMove).default([]),
});
export type RegionalCalendar = z.input<typeof RegionalCalendar>;

/** A yearly holiday: a fixed date, or days after Orthodox Easter (Radonitsa is 9). */
type YearlyRule = { name: string } & ({ monthDay: string } | { daysAfterEaster: number });

/**
 * A starting set, by subject code, that a region confirms against its own act before it applies it: nothing here is
 * used unless asked for. Holidays of the lunar calendar are missing on purpose: their date is known only from each
 * year's act, so that they are entered as `{ date, name }`.
 */
export const REGIONAL_HOLIDAY_RULES: Readonly<Record<string, readonly YearlyRule[]>> = {
  '02': [{ name: 'День Республики Башкортостан', monthDay: '10-11' }],
  '14': [{ name: 'День Республики Саха (Якутия)', monthDay: '04-27' }],
  '16': [
    { name: 'День Республики Татарстан', monthDay: '08-30' },
    { name: 'День Конституции Республики Татарстан', monthDay: '11-06' },
  ],
  '21': [{ name: 'День Чувашской Республики', monthDay: '06-24' }],
  '32': [{ name: 'День освобождения города Брянска', monthDay: '09-17' }],
  '91': [
    { name: 'День воссоединения Крыма с Россией', monthDay: '03-18' },
    { name: 'Понедельник после Пасхи', daysAfterEaster: 1 },
    { name: 'Понедельник после Троицы', daysAfterEaster: 50 },
  ],
};

/** Expands the starting set of a region for the years `from`…`to`; an unknown region has none. */
export function regionalHolidaysOf(region: string, from: number, to: number): RegionalHoliday[] {
  const holidays: RegionalHoliday[] = [];
  for (let year = from; year <= to; year += 1) {
    for (const rule of REGIONAL_HOLIDAY_RULES[region] ?? []) {
      const date =
        'monthDay' in rule
          ? `${year}-${rule.monthDay}`
          : formatDay(orthodoxEaster(year) + rule.daysAfterEaster);
      holidays.push({ date, name: rule.name });
    }
  }
  return holidays;
}

/** Day number of Orthodox Easter, 1900–2099: Meeus' Julian algorithm, and 13 days between the two calendars. */
export function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const julian = d + e + 114;
  return dayNumberOf(year, Math.floor(julian / 31), (julian % 31) + 1) + 13;
}
