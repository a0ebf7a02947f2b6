/**
 * The heat map: counts by topic and municipality or by hexagon, the usual level beside them, points when near, and the
 * figures above the map.
 * Invariant: reads only the replica; a number here equals the length of the list that the same filter opens.
 * Entrance: `countByCell`, `countHexagons`, `findPoints`, `countByDay`, `countOverview`.
 */
export { countByCell } from './count-by-cell.ts';
export { countByDay } from './count-by-day.ts';
export { countByHour } from './count-by-hour.ts';
export { countCrisis } from './count-crisis.ts';
export { countHexagons } from './count-hexagons.ts';
export { countMatching } from './count-matching.ts';
export { countOverview } from './count-overview.ts';
export { findPoints } from './find-points.ts';
export { gatherJoined } from './gather-joined.ts';
export type { HeatContext } from './heat-context.ts';
export { dayText, localDay } from './period.ts';
