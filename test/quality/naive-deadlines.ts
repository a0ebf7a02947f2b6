import { existsSync, readFileSync } from 'node:fs';

/**
 * Deadlines the slow way, sharing no line with the engine: published calendars read as they are, days walked one by one,
 * hours minute by minute (or second by second), local time asked from Intl each time. Slow and plain on purpose: it is
 * what the engine is measured against.
 */
export const PUBLISHED_CALENDARS = new URL('../../../shared/data/calendar/', import.meta.url);
export const FIRST_YEAR = 2013;
export const LAST_YEAR = 2026;

export type NaiveTerm =
  | { unit: 'working_days'; amount: number }
  | { unit: 'working_hours'; amount: number }
  | { unit: 'calendar_days'; amount: number; lastDay: 'preceding' | 'following' | 'as_is' };

/** Date → day off or short; a date that is absent is an ordinary working day. null when the folder is absent. */
export function readPublishedCalendars(): Map<string, 'off' | 'short'> | null {
  if (!existsSync(PUBLISHED_CALENDARS)) return null;
  const marks = new Map<string, 'off' | 'short'>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const file = readFileSync(new URL(`ru-${year}.json`, PUBLISHED_CALENDARS), 'utf8');
    for (const { month, days } of (JSON.parse(file) as { months: { month: number; days: string }[] })
      .months) {
      for (const mark of days.split(',')) {
        const day = mark.replace(/[+*]/, '').padStart(2, '0');
        marks.set(`${year}-${String(month).padStart(2, '0')}-${day}`, mark.endsWith('*') ? 'short' : 'off');
      }
    }
  }
  return marks;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall of the zone shows: `2026-03-02 09:00:00`. */
export function wallOf(timeZone: string, at: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

const moments = new Map<string, number>();

/** The moment at which the wall of the zone shows this; tried until Intl agrees. */
export function momentOf(timeZone: string, wall: string): number {
  const key = `${timeZone} ${wall}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const wanted = Date.parse(`${wall.replace(' ', 'T')}Z`);
  let at = wanted;
  for (let tries = 0; tries < 4; tries += 1) {
    const shown = Date.parse(`${wallOf(timeZone, at).replace(' ', 'T')}Z`);
    at -= shown - wanted;
  }
  moments.set(key, at);
  return at;
}

export function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Due moment in milliseconds for hours 9–13 and 14–18, an hour less on a short day; null when it falls beyond the
 * published years. `stepSeconds` is how finely working hours are walked.
 */
export function naiveDueAt(
  marks: Map<string, 'off' | 'short'>,
  term: NaiveTerm,
  startMs: number,
  timeZone: string,
  stepSeconds = 60,
): number | null {
  const [date, time] = wallOf(timeZone, startMs).split(' ') as [string, string];
  if (term.unit === 'working_hours') return naiveHours(marks, term.amount, date, time, timeZone, stepSeconds);
  let last = date;
  if (term.unit === 'working_days') {
    for (let left = term.amount; left > 0 && known(last); ) {
      last = dayAfter(last);
      if (marks.get(last) !== 'off') left -= 1;
    }
  } else {
    last = dayAfter(date, term.amount);
    const preceding = walkBack(marks, last);
    if (term.lastDay === 'preceding' && preceding > date) last = preceding;
    else if (term.lastDay !== 'as_is') while (marks.get(last) === 'off') last = dayAfter(last);
  }
  return known(last) ? momentOf(timeZone, `${last} 23:59:59`) + 999 : null;
}

function naiveHours(
  marks: Map<string, 'off' | 'short'>,
  hours: number,
  startDate: string,
  startTime: string,
  timeZone: string,
  stepSeconds: number,
): number | null {
  const [h, m, s] = startTime.split(':').map(Number) as [number, number, number];
  let date = startDate;
  let second = h * 3600 + m * 60 + s;
  let left = hours * 3600;
  for (; known(date); date = dayAfter(date), second = 0) {
    const mark = marks.get(date);
    const evening = mark === 'short' ? 17 * 3600 : 18 * 3600;
    for (; second < 86_400; second += stepSeconds) {
      const works =
        mark !== 'off' &&
        ((second >= 9 * 3600 && second < 13 * 3600) || (second >= 14 * 3600 && second < evening));
      if (!works) continue;
      left -= stepSeconds;
      if (left === 0) return momentOf(timeZone, `${date} ${clockOf(second + stepSeconds)}`);
    }
  }
  return null;
}

function clockOf(second: number): string {
  const pair = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${pair(second / 3600)}:${pair((second % 3600) / 60)}:${pair(second % 60)}`;
}

function walkBack(marks: Map<string, 'off' | 'short'>, from: string): string {
  let date = from;
  while (marks.get(date) === 'off') date = dayAfter(date, -1);
  return date;
}

function known(date: string): boolean {
  return Number(date.slice(0, 4)) <= LAST_YEAR;
}
