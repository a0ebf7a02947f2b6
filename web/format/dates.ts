import { dayIn, lengthDays } from '../filters/period.ts';

export interface DateContext {
  now: Date;
  /** Time zone of the region: staff elsewhere see the region's hours. */
  timeZone: string;
  language?: string;
}

const NBSP = '\u00a0';
const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs more than using it a thousand times. */
function format(
  language: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language}|${timeZone}|${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(language, { ...options, timeZone });
    formats.set(key, known);
  }
  return known;
}

/** «14:05». */
export function formatTime(iso: string, { timeZone, language = 'ru' }: DateContext): string {
  return format(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
}

/** «сегодня», «вчера», «завтра», «вт, 24 ноя»; with the year when it is another: «24 ноя 2025». */
export function formatDay(iso: string, context: DateContext): string {
  const { now, timeZone, language = 'ru' } = context;
  const at = new Date(iso);
  const today = dayIn(timeZone, now);
  const day = dayIn(timeZone, at);
  const distance = lengthDays({ from: today, to: day }) - 1;
  if (Math.abs(distance) <= 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(distance, 'day');
  }
  const date = shortDate(at, timeZone, language, day.slice(0, 4) !== today.slice(0, 4));
  if (Math.abs(distance) > 6) return date;
  const weekday = format(language, timeZone, { weekday: 'short' }).format(at);
  return `${weekday}, ${date}`;
}

/** «сегодня, 14:05», «вт, 24 ноя, 09:30». */
export function formatMoment(iso: string, context: DateContext): string {
  return `${formatDay(iso, context)}, ${formatTime(iso, context)}`;
}

/** «24 ноября 2026 г., 14:05»: for titles and print, where «сегодня» would lie tomorrow. */
export function formatFull(iso: string, { timeZone, language = 'ru' }: DateContext): string {
  return format(language, timeZone, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(iso))
    .replace(' в ', ', ');
}

/** A day of the calendar (YYYY-MM-DD) in full words: «5 декабря», with the year when it is another. */
export function formatLongDay(day: string, { now, timeZone, language = 'ru' }: DateContext): string {
  const year = dayIn(timeZone, now).slice(0, 4) === day.slice(0, 4) ? undefined : ('numeric' as const);
  return format(language, 'UTC', { day: 'numeric', month: 'long', year })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(' г.', ' года')
    .replaceAll(/(\d) /g, `$1${NBSP}`);
}

/** A period of days as people say it: «24 ноя», «3 – 9 ноя», «28 окт – 3 ноя 2025». */
export function formatPeriod(from: string, to: string, context: DateContext): string {
  const { now, timeZone, language = 'ru' } = context;
  const year = dayIn(timeZone, now).slice(0, 4);
  const withYear = from.slice(0, 4) !== year || to.slice(0, 4) !== year;
  const end = shortDate(new Date(`${to}T00:00:00Z`), 'UTC', language, withYear);
  if (from === to) return end;
  if (from.slice(0, 7) === to.slice(0, 7) && language === 'ru') {
    return `${Number(from.slice(8))}${NBSP}–${NBSP}${end}`;
  }
  const start = shortDate(
    new Date(`${from}T00:00:00Z`),
    'UTC',
    language,
    from.slice(0, 4) !== to.slice(0, 4),
  );
  return `${start}${NBSP}– ${end}`;
}

function shortDate(at: Date, timeZone: string, language: string, withYear: boolean): string {
  const text = format(language, timeZone, { day: 'numeric', month: 'short' }).format(at).replace('.', '');
  // Intl shortens September to four letters and keeps May whole; three letters keep columns even.
  const even = language === 'ru' ? text.replace(/([а-я]{3})[а-я]*/, '$1') : text;
  const year = withYear ? ` ${format('en', timeZone, { year: 'numeric' }).format(at)}` : '';
  return `${even}${year}`.replaceAll(' ', NBSP);
}
