import type { FoundSpike } from '../path/found-spike.ts';

/** What is enough of a stored spike to know its wave again. */
export interface KnownSpike {
  id: string;
  series: FoundSpike['series'];
  topic: string;
  places: string[];
  firstDay: string;
  lastDay: string;
  count: number;
}

/** A wave that returns after so few quiet days is the same. */
const PAUSE_DAYS_MAX = 4;
const DAY_MS = 86_400_000;

/**
 * The stored spike that a measured wave belongs to: same series, one branch of the tree, a place in common (the region has all),
 * days that touch. Of several the one that shares most: same topic, then nearest size.
 *
 * @param isOneBranch whether one topic is the other or lies above it
 */
export function matchSpike<T extends KnownSpike>(
  found: Pick<FoundSpike, 'series' | 'topic' | 'places' | 'firstDay' | 'lastDay' | 'count'>,
  known: readonly T[],
  isOneBranch: (a: string, b: string) => boolean,
): T | null {
  const same = known.filter(
    (each) =>
      each.series === found.series &&
      isOneBranch(each.topic, found.topic) &&
      sharePlace(each.places, found.places) &&
      dayOf(found.firstDay) <= dayOf(each.lastDay) + PAUSE_DAYS_MAX &&
      dayOf(each.firstDay) <= dayOf(found.lastDay) + PAUSE_DAYS_MAX,
  );
  const distance = (each: T) =>
    (each.topic === found.topic ? 0 : 1000) +
    (each.places.length === found.places.length ? 0 : 100) +
    Math.abs(Math.log((each.count + 1) / (found.count + 1)));
  return same.reduce<T | null>(
    (best, each) => (best === null || distance(each) < distance(best) ? each : best),
    null,
  );
}

/** A wave of the region and one of a place are two things, unless both are of the region. */
function sharePlace(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  return a.some((place) => b.includes(place));
}

const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
