import { zoneClock } from './deadlines/index.ts';

const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Not before any register that could be imported, and no further ahead than clocks differ. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const AHEAD_MS_MAX = 2 * 86_400_000;

/**
 * Moment written in a file: ISO with or without a zone, «22.11.2026 14:05», or a date cell of a workbook.
 *
 * @param timeZone zone of what is written without one
 * @returns null for anything else, and for moments that cannot be (before 1990, after tomorrow)
 */
export function readMoment(value: unknown, timeZone: string, now: Date): Date | null {
  const ms = readMs(value, timeZone);
  if (ms === null || Number.isNaN(ms) || ms < EARLIEST_MS || ms > now.getTime() + AHEAD_MS_MAX) return null;
  return new Date(ms);
}

function readMs(value: unknown, timeZone: string): number | null {
  // A workbook's date cell knows no zone: its clock reading comes as if it were UTC.
  if (value instanceof Date) return zoneClock(timeZone).toUtc(value.getTime());
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const dotted = DOTTED.exec(text);
  if (dotted) {
    const [, day, month, year, hour, minute, second] = dotted;
    return local([year, month, day, hour, minute, second], timeZone);
  }
  const iso = ISO.exec(text);
  if (!iso) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = iso;
  if (zone)
    return Date.parse(
      `${year}-${month}-${day}T${(hour ?? '00').padStart(2, '0')}:${minute ?? '00'}:${second ?? '00'}${fraction ? `.${fraction.slice(0, 3)}` : ''}${zone}`,
    );
  const base = local([year, month, day, hour, minute, second], timeZone);
  return base === null ? null : base + Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
}

function local(parts: (string | undefined)[], timeZone: string): number | null {
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const reading = Date.UTC(year!, month! - 1, day!, hour, minute, second);
  // 31.02 would quietly become March.
  if (new Date(reading).getUTCDate() !== day || new Date(reading).getUTCMonth() !== month! - 1) return null;
  return zoneClock(timeZone).toUtc(reading);
}
