/**
 * Is a public post a complaint at all? A small logistic model over hashed words, beside the seed model of topics.
 * Invariant: learned from the seed phrases and invented everyday posts of the checkout, never from a real person's text.
 * Entrance: `loadComplaintModel`; learned by `otklik monitoring train`, measured by `npx tsx test/quality/complaints.ts`.
 */
export { type ComplaintModel, loadComplaintModel } from './complaint-model.ts';
export { complaintFingerprint, countingDice, learnComplaints } from './learn-complaints.ts';
export { openGrammar, type PhraseGrammar } from './phrase-grammar.ts';
export { readWeights, writeWeights } from './weights-file.ts';
