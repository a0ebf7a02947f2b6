/**
 * The heat map: counts by topic and municipality, the usual level beside them, and the figures above the map.
 * Invariant: reads only the replica; a number here equals the length of the list that the same filter opens.
 * Entrance: `countByCell`, `countByDay`, `countOverview`.
 */
export { countByCell } from './count-by-cell.ts';
export { countByDay } from './count-by-day.ts';
export { countMatching } from './count-matching.ts';
export { countOverview } from './count-overview.ts';
export type { HeatContext } from './heat-context.ts';
