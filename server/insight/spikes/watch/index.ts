/**
 * The watch: spikes of the running product. Reads daily counts from the replica into a thread of its own, finds waves at every
 * level of the topic tree, in every municipality, over the region and among neighbours, and says what the cases behind them are.
 * Invariant: reads only; requests never wait for it. Who remembers what was found: `server/alerts`, joined by `server/app`.
 * Entrance: `openDetection`, `gatherEvidence`.
 */
export { type Detection, type DetectionContext, openDetection } from './detection.ts';
export { type EvidenceContext, gatherEvidence } from './gather-evidence.ts';
export { findNewMatters } from './new-matters.ts';
