import type { QuietTime } from '../../path/quiet-time.ts';
import { parseDay } from '../../registry/calendar/index.ts';
import type { CountGrid } from './count-grid.ts';

/** A wider topic is blind as long as an event of one of its parts lasts; longer than a month that would cost more than it saves. */
const WIDER_DAYS_MAX = 31;

/** Lists a topic and all above it; of an unknown topic only itself. */
export type TopicsAbove = (topic: string) => readonly string[];

/**
 * Whether a cell's days belong to a quiet time: its own topic, or one below, in its own places; a wider topic only while the event is
 * short; the region as a whole only when the event is the region's.
 *
 * @param place null = the whole region
 */
export function isQuiet(quiet: QuietTime, topic: string, place: string | null, above: TopicsAbove): boolean {
  if (quiet.places.length > 0 && (place === null || !quiet.places.includes(place))) return false;
  if (quiet.topics.length === 0 || above(topic).some((code) => quiet.topics.includes(code))) return true;
  const days = parseDay(quiet.to) - parseDay(quiet.from) + 1;
  return days <= WIDER_DAYS_MAX && quiet.topics.some((code) => above(code).includes(topic));
}

/** Marks the days of a quiet time in days counted from `firstDay`. */
export function markDays(
  untaught: Uint8Array,
  firstDay: number,
  quiet: Pick<QuietTime, 'from' | 'to'>,
): void {
  const from = Math.max(0, parseDay(quiet.from) - firstDay);
  const to = Math.min(untaught.length, parseDay(quiet.to) - firstDay + 1);
  if (to > from) untaught.fill(1, from, to);
}

/** The grid's `untaught`; undefined when no day of it is quiet. A grid of one place named '' is the whole region. */
export function untaughtOf(
  { topics, places, days, firstDay }: CountGrid,
  quiet: readonly QuietTime[],
  above: TopicsAbove,
): Uint8Array | undefined {
  if (quiet.length === 0) return undefined;
  const untaught = new Uint8Array(topics.length * places.length * days);
  let any = false;
  for (const each of quiet) {
    if (parseDay(each.to) < firstDay || parseDay(each.from) >= firstDay + days) continue;
    topics.forEach((topic, t) => {
      places.forEach((place, p) => {
        if (!isQuiet(each, topic, place === '' ? null : place, above)) return;
        const from = (t * places.length + p) * days;
        markDays(untaught.subarray(from, from + days), firstDay, each);
        any = true;
      });
    });
  }
  return any ? untaught : undefined;
}
