import { zoneClock } from '../server/registry/deadlines/index.ts';

/** What the person asking can put right; the message says how. */
export class RequestError extends Error {}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether `--from` is a moment and not a file. */
export function looksLikeMoment(text: string): boolean {
  return ISO.test(text.trim());
}

/** A date is its midnight; a time without an offset is the time of the region's own clocks. */
export function parseMoment(text: string, timeZone: string): Date {
  const match = ISO.exec(text.trim());
  const [, date, time = '00:00', offset] = match ?? [];
  const asUtc = Date.parse(`${date}T${time}${offset?.replace(/^(...)(\d\d)$/, '$1:$2') ?? 'Z'}`);
  const written = Date.parse(`${date}T00:00Z`);
  // Date.parse takes 30 February for 2 March: what does not come back as it was written is no date.
  if (Number.isNaN(asUtc) || new Date(written).toISOString().slice(0, 10) !== date) {
    throw new RequestError(
      `Не понимаю момент «${text}»: жду вид 2026-03-02, 2026-03-02T10:15 или 2026-03-02T10:15:00+07:00.`,
    );
  }
  return new Date(offset === undefined ? zoneClock(timeZone).toUtc(asUtc) : asUtc);
}

/** ISO 8601 by the region's clocks: `2026-04-01T23:59:59.999+07:00`. */
export function formatMoment(moment: Date, timeZone: string): string {
  const local = zoneClock(timeZone).toLocal(moment.getTime());
  const minutes = Math.round((local - moment.getTime()) / 60_000);
  const pair = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${pair(Math.abs(minutes) / 60)}:${pair(Math.abs(minutes) % 60)}`;
  return new Date(local).toISOString().replace('Z', offset);
}
