/**
 * Contractors who have an Open311 server of their own: what they offer, handing a part of a case over, asking how it goes.
 * Invariant: only the configured base is ever called; a part is handed over by the outbox (adapters/open311.ts) and settled by
 * casework; every list is bounded, a quiet contractor is asked ever more rarely.
 * Entrance: `loadServices`, `pollContractors`. Source: wiki.open311.org/GeoReport_v2.
 */
export { listContractors } from './list-contractors.ts';
export { loadServices } from './load-services.ts';
export { mapService } from './map-service.ts';
export { pollContractors } from './poll-contractors.ts';
