import { dayNumberOf, parseDay, weekdayOf } from './day-number.ts';
import { federalHolidays, holidaysMovedByLaw } from './federal-holidays.ts';
import type { RegionalHoliday } from './regional-holidays.ts';
import type { DayOffMove, YearFacts } from './year-facts.ts';

export interface DayRules {
  from: number;
  to: number;
  yearFacts: ReadonlyMap<number, YearFacts>;
  nonWorkingByDecree: 'day_off' | 'working';
  regionalHolidays: readonly RegionalHoliday[];
  regionalMoves: readonly DayOffMove[];
}

export interface MarkedDays {
  firstDay: number;
  /** 1 where the day is worked. */
  working: Uint8Array;
  /** 1 where a worked day is an hour shorter. */
  short: Uint8Array;
  /** Weekday whose hours apply: a day worked instead of another has the hours of that other day. */
  weekday: Uint8Array;
  /** Why a day is off, where it is not merely a weekend. */
  reasons: Map<number, string>;
}

/** Lays the rules over the years in the order in which the law does: weekends, holidays, law's moves, decrees, region. */
export function markDays(rules: DayRules): MarkedDays {
  const firstDay = dayNumberOf(rules.from, 1, 1);
  const length = dayNumberOf(rules.to + 1, 1, 1) - firstDay;
  const weekday = Uint8Array.from({ length }, (_, index) => weekdayOf(firstDay + index));
  const working = weekday.map((value) => (value < 5 ? 1 : 0));
  const reasons = new Map<number, string>();
  const holidays = new Set<number>();
  const swapped = new Map<number, number>();

  const close = (day: number, reason: string) => {
    working[day - firstDay] = 0;
    reasons.set(day, reason);
  };
  const swap = (move: DayOffMove, reason: string) => {
    const from = parseDay(move.from);
    const to = parseDay(move.to);
    if (!holidays.has(from)) {
      working[from - firstDay] = 1;
      weekday[from - firstDay] = weekdayOf(to);
      reasons.delete(from);
      swapped.set(from, to);
    }
    close(to, reason);
  };

  // One year more than asked: 31 December is short because of 1 January.
  for (let year = rules.from; year <= rules.to + 1; year += 1) {
    for (const [day, name] of federalHolidays(year)) {
      holidays.add(day);
      if (year <= rules.to) close(day, name);
    }
  }
  for (let year = rules.from; year <= rules.to; year += 1) {
    const facts = rules.yearFacts.get(year);
    // A day off that the decree itself moves elsewhere is not moved by the law a second time.
    const movedByDecree = new Set(facts?.moves.map((move) => parseDay(move.from)));
    for (const holiday of holidaysMovedByLaw(year)) {
      if (movedByDecree.has(holiday)) continue;
      let to = holiday + 1;
      while (working[to - firstDay] === 0) to += 1;
      close(to, 'Выходной, перенесённый с праздника по ст. 112 ТК РФ');
    }
    for (const move of facts?.moves ?? []) swap(move, `Перенесённый выходной: ${facts!.decree}`);
    if (rules.nonWorkingByDecree === 'day_off') {
      for (const span of facts?.nonWorking ?? []) {
        for (let day = parseDay(span.from); day <= parseDay(span.to); day += 1) {
          if (!reasons.has(day)) close(day, `Нерабочий день: ${span.decree}`);
        }
      }
    }
  }
  for (const holiday of rules.regionalHolidays) {
    const day = parseDay(holiday.date);
    if (day < firstDay || day >= firstDay + length) continue;
    if (holiday.shortDayBefore !== false) holidays.add(day);
    if (!reasons.has(day)) close(day, holiday.name);
  }
  for (const move of rules.regionalMoves) {
    const inRange = [move.from, move.to].every((date) => {
      const index = parseDay(date) - firstDay;
      return index >= 0 && index < length;
    });
    if (inRange) swap(move, 'Выходной, перенесённый актом региона');
  }

  const short = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const day = firstDay + index;
    if (working[index] === 0) continue;
    // A day worked instead of another is as long as that other one, so that a Saturday for a pre-holiday Monday is short:
    // Order of the Ministry of Health and Social Development 588н of 13.08.2009, item 1.
    const instead = swapped.get(day);
    if (holidays.has(day + 1) || (instead !== undefined && holidays.has(instead + 1))) short[index] = 1;
  }
  return { firstDay, working, short, weekday, reasons };
}
