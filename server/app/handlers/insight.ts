import { may } from '../../../contract/access.ts';
import type { EndpointName } from '../../../contract/endpoints.ts';
import { readQuietTimes } from '../../alerts/index.ts';
import { leadsOf } from '../../casework/index.ts';
import {
  countByCell,
  countByDay,
  countByHour,
  countHexagons,
  countOverview,
  dayText,
  findPoints,
  gatherJoined,
  type HeatContext,
  localDay,
} from '../../insight/heat-map/index.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

export const insightHandlers: Handlers<
  'heatMap' | 'hexagons' | 'heatPoints' | 'timeline' | 'hours' | 'overview'
> = {
  heatMap: async (request) => countByCell(request.query, heatContext(request)),
  hexagons: async (request) => countHexagons(request.query, heatContext(request)),
  async heatPoints(request) {
    const { caller, region } = authorised(request);
    const sight = may(caller, 'appeals.read') ? 'cases' : 'counts';
    const found = await findPoints(request.query, heatContext(request), sight);
    const ids = found.points.flatMap(({ id }) => id ?? []);
    if (ids.length === 0) return found;
    return {
      ...found,
      points: gatherJoined(found.points, await leadsOf(request.app.pool, region.code, ids)),
    };
  },
  timeline: async (request) => countByDay(request.query, await taughtContext(request)),
  hours: async (request) => countByHour(request.query, await taughtContext(request)),
  overview: async (request) => countOverview(request.query, heatContext(request)),
};

/** The same, knowing which days must not teach what is usual: for whatever draws a usual level. */
export async function taughtContext<N extends EndpointName>(request: Request<N>): Promise<HeatContext> {
  const context = heatContext(request);
  const today = dayText(localDay(context.now, context.timeZone));
  const quiet = await readQuietTimes(request.app.pool, authorised(request).region.code, today);
  return { ...context, quiet };
}

/** What counting needs to know of a region and a person. */
export function heatContext<N extends EndpointName>(request: Request<N>): HeatContext {
  const { region, scope } = authorised(request);
  const { file, taxonomy, sectorByTopic } = region.registry();
  return {
    replica: region.replica,
    taxonomy,
    sectorByTopic,
    scope,
    timeZone: file.timeZone,
    now: request.app.clock.now(),
  };
}
