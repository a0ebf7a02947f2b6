import { buildCalendar, type ProductionCalendar, regionalHolidaysOf } from '../registry/calendar/index.ts';
import {
  DEFAULT_POLICIES,
  DEFAULT_SCHEDULE,
  type DeadlineContext,
  type Policy,
} from '../registry/deadlines/index.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { buildPlaceIndex, type PlaceIndex } from './place/index.ts';
import type { LearnedRoutes } from './route/learn-routes.ts';
import { buildRouteTable, type RouteTable } from './route/route-table.ts';

/** What triage asks of a text model: topics of this registry with probabilities, most probable first. */
export interface TopicModel {
  version: string;
  /** At this probability nineteen of twenty are right: routed without a person. */
  sureAt: number;
  topics(text: string): { code: string; p: number }[];
}

/** Everything triage knows about a region, prepared once and used for each appeal. */
export interface TriageKnowledge {
  registry: RegionRegistry;
  places: PlaceIndex;
  routes: RouteTable;
  history: LearnedRoutes | undefined;
  model: TopicModel | null;
  policies: readonly Policy[];
  deadlines: DeadlineContext;
}

export function prepareTriage(
  registry: RegionRegistry,
  model: TopicModel | null,
  history?: LearnedRoutes,
): TriageKnowledge {
  const { file, taxonomy } = registry;
  return {
    registry,
    model,
    history,
    places: buildPlaceIndex(file.municipalities, registry.boundaries),
    routes: buildRouteTable({
      routes: file.routes,
      organisations: file.organisations,
      municipalities: file.municipalities,
      centre: file.centreOrganisation,
      topics: taxonomy.topics,
    }),
    policies: DEFAULT_POLICIES,
    deadlines: { calendar: calendarOf(file.code), timeZone: file.timeZone, schedule: DEFAULT_SCHEDULE },
  };
}

/** Terms of a few years from now still fall within; years without a decree are counted by the law alone. */
const CALENDAR_FROM = 2013;
const CALENDAR_TO = 2036;

const calendars = new Map<string, ProductionCalendar>();

function calendarOf(regionCode: string): ProductionCalendar {
  let calendar = calendars.get(regionCode);
  if (!calendar) {
    calendar = buildCalendar({
      from: CALENDAR_FROM,
      to: CALENDAR_TO,
      regionalHolidays: regionalHolidaysOf(regionCode, CALENDAR_FROM, CALENDAR_TO),
    });
    calendars.set(regionCode, calendar);
  }
  return calendar;
}
