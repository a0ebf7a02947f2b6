/**
 * The registry of a region in PostgreSQL and in memory.
 * Invariant: what is in memory passed the same checks as a region file; `registry_version` grows with every change, so that
 * other processes notice.
 * Entrance: `loadRegion` (tables → memory), `saveRegion` (region file + topics → tables).
 */
export { listConnections, saveConnection } from './connections.ts';
export { extendRegistry } from './extend-registry.ts';
export type { RegionRegistry } from './load-region.ts';
export { loadRegion, regionCodes, registryVersion } from './load-region.ts';
export { nameLookup, organisationsForNames, topicsForNames } from './names-to-codes.ts';
export { toPublicRegistry, toRegistry } from './present-registry.ts';
export { saveBoundaries } from './save-boundaries.ts';
export { type Norm, NormRefusal, readNorm, saveNorm, withNorm } from './save-norm.ts';
export { saveRegion } from './save-region.ts';
export { termRulesOf } from './term-rules.ts';
