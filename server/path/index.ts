/**
 * What stages hand to one another. Stages never import each other; they share these shapes, and `server/app` joins them.
 * Invariant: data only, no behaviour.
 */

export type { FoundSpike, MeasuredSpike, SpikeEvidence } from './found-spike.ts';
export type { IncomingMessage } from './incoming-message.ts';
export type { QuietTime } from './quiet-time.ts';
export type { TriageDecision } from './triage-decision.ts';
