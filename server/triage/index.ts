/**
 * Stage 2 of the path: what kind of matter it is, about what, where, how urgent, whose, and until when.
 * Invariant: pure and quick (it runs inside intake's transaction); sure enough → by itself, unsure → a person with three
 * suggestions; every correction of a person is kept.
 * Entrance: `decideTriage`; a person's decision: `correctTriage`.
 */
export type { TriageAct } from './correct-triage.ts';
export { correctTriage, TriageConflict, undoTriage } from './correct-triage.ts';
export { decideTriage } from './decide-triage.ts';
export { previewRoute } from './preview-route.ts';
export { findTriaged } from './queries.ts';
export type { TopicModel, TriageKnowledge } from './triage-knowledge.ts';
export { prepareTriage } from './triage-knowledge.ts';
