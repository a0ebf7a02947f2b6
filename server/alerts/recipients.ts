import type { Role } from '../../contract/access.ts';
import type { AccessScope } from '../access/index.ts';
import { zoneClock } from '../registry/deadlines/zone-clock.ts';
import type { Taxonomy } from '../registry/taxonomy.ts';
import { admitsSpike, type SpikeReach } from './admits-spike.ts';

export interface Person {
  login: string;
  role: Role;
  scope: AccessScope;
}

/** Points of priority from which the heads hear of a spike at once, and from which nobody's night is spared. */
export const HEADS_FROM = 40;
export const NIGHT_FROM = 70;

/**
 * Who answers for a spike: curators of its sector, coordinators of its territory, and heads once it weighs enough. People
 * without limits who are not heads look at the list themselves.
 */
export function recipientsOf(
  spike: SpikeReach,
  priority: number,
  people: readonly Person[],
  taxonomy: Taxonomy,
): string[] {
  return people
    .filter(({ role, scope }) => {
      if (!admitsSpike(scope, taxonomy, spike)) return false;
      if (role === 'head') return priority >= HEADS_FROM;
      if (role === 'curator') return scope.topics !== null;
      return role === 'coordinator' && (scope.municipalities !== null || scope.organisations !== null);
    })
    .map(({ login }) => login);
}

/** Quiet hours of the region: from 22:00 to 8:00 nobody is written to, unless it cannot wait. */
const QUIET_FROM_HOUR = 22;
const QUIET_TO_HOUR = 8;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** @returns `now`, or the end of the quiet hours that `now` lies in */
export function notBefore(now: Date, timeZone: string, priority: number): Date {
  if (priority >= NIGHT_FROM) return now;
  const clock = zoneClock(timeZone);
  const local = clock.toLocal(now.getTime());
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const hour = (local - midnight) / HOUR_MS;
  if (hour >= QUIET_TO_HOUR && hour < QUIET_FROM_HOUR) return now;
  const morning = midnight + (hour >= QUIET_FROM_HOUR ? DAY_MS : 0) + QUIET_TO_HOUR * HOUR_MS;
  return new Date(clock.toUtc(morning));
}
