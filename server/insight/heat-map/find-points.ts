import { cellToLatLng, latLngToCell } from 'h3-js';
import type { z } from 'zod';
import { type HeatPoints, POINTS_BOX_MAX, POINTS_MAX, type PointsQuery } from '../../../contract/heat-map.ts';
import { FINAL_STATUSES } from '../../../contract/vocabulary.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import { HEX_RESOLUTION, whereFacts } from '../facts/index.ts';
import { whereOverdue } from '../facts/where-facts.ts';
import { clusterPoints } from './cluster-points.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, periodOf } from './period.ts';
import { whereBox } from './where-box.ts';

/** A caller that may not read cases must not find houses either: their points stand in the middle of a hexagon of 350 m. */
type Sight = 'cases' | 'counts';

/**
 * The newest appeals of a box as points, at most 2 000, and where several of one topic lie together.
 *
 * @throws HttpProblem 422 when the box is wider than a town
 */
export async function findPoints(
  query: z.output<typeof PointsQuery>,
  context: HeatContext,
  sight: Sight,
): Promise<HeatPoints> {
  const { replica } = context;
  const [west, south, east, north] = query.bbox;
  if (east - west > POINTS_BOX_MAX.width || north - south > POINTS_BOX_MAX.height)
    throw new HttpProblem(
      422,
      'Слишком широкий участок карты',
      'Приблизьте карту: точки видны на участке размером с город.',
    );
  const { from, to } = periodOf(query, context.timeZone, context.now);
  const where = `day between ${from} and ${to} and ${whereBox(query.bbox)} and ${whereFacts(query, context.scope, context)}`;
  const final = FINAL_STATUSES.flatMap((status) => replica.idOf('status', status) ?? []);
  const [[total]] = (await replica.read(`select count(*)::integer from fact where ${where}`)) as [[number]];
  const rows = (await replica.read(
    `select id::varchar, lat::double, lon::double, topic, day,
            case when ${final.length > 0 ? `status in (${final.join(',')})` : 'false'} then 'closed'
                 when ${whereOverdue(context)} then 'overdue' else 'open' end
       from fact where ${where} order by filed desc, id desc limit ${POINTS_MAX}`,
  )) as [string, number, number, number, number, 'open' | 'overdue' | 'closed'][];
  const points = rows.map(([id, lat, lon, topic, day, state]) => {
    const [shownLat, shownLon] =
      sight === 'cases' ? [lat, lon] : cellToLatLng(latLngToCell(lat, lon, HEX_RESOLUTION));
    return {
      id: sight === 'cases' ? id : null,
      lat: rounded(shownLat),
      lon: rounded(shownLon),
      topic: replica.codeOf('topic', topic),
      day: dayText(day),
      state,
    };
  });
  const { clusterOf, clusters } = clusterPoints(points);
  return {
    points: points.map((point, at) => ({ ...point, joined: 1, cluster: clusterOf[at]! })),
    clusters,
    total,
  };
}

/** About a metre. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
