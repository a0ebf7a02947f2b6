import type { TermRules } from '../registry/deadlines/index.ts';
import { type RegionRegistry, termRulesOf } from '../registry/store/index.ts';
import { type ComplaintFinder, createComplaintFinder } from './complained-about.ts';
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
  complainedAbout: ComplaintFinder;
  model: TopicModel | null;
  terms: TermRules;
}

export function prepareTriage(
  registry: RegionRegistry,
  model: TopicModel | null,
  history?: LearnedRoutes,
): TriageKnowledge {
  const { file, taxonomy } = registry;
  const routes = buildRouteTable({
    routes: file.routes,
    organisations: file.organisations,
    municipalities: file.municipalities,
    centre: file.centreOrganisation,
    topics: taxonomy.topics,
  });
  return {
    registry,
    model,
    history,
    places: buildPlaceIndex(file.municipalities, registry.boundaries),
    routes,
    complainedAbout: createComplaintFinder(routes),
    terms: termRulesOf(registry),
  };
}
