import { may } from '../../../contract/access.ts';
import type { EndpointName } from '../../../contract/endpoints.ts';
import {
  countByCell,
  countByDay,
  countByHour,
  countHexagons,
  countOverview,
  findPoints,
  type HeatContext,
} from '../../insight/heat-map/index.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

export const insightHandlers: Handlers<
  'heatMap' | 'hexagons' | 'heatPoints' | 'timeline' | 'hours' | 'overview'
> = {
  heatMap: async (request) => countByCell(request.query, heatContext(request)),
  hexagons: async (request) => countHexagons(request.query, heatContext(request)),
  heatPoints: async (request) =>
    findPoints(
      request.query,
      heatContext(request),
      may(authorised(request).caller, 'appeals.read') ? 'cases' : 'counts',
    ),
  timeline: async (request) => countByDay(request.query, heatContext(request)),
  hours: async (request) => countByHour(request.query, heatContext(request)),
  overview: async (request) => countOverview(request.query, heatContext(request)),
};

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
