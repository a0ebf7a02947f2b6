/**
 * Alerts: a spike as an object that people confirm, dismiss, assign and end, and who is to be told of it.
 * Invariant: one wave is one spike — found again it grows, it is not told again; a change and its event commit together.
 * Entrance: `recordSpikes` (what insight has measured), `decideSpike`, `listSpikes`, `readSpike`.
 */
export { admitsSpike } from './admits-spike.ts';
export { endCrisis, insertCrisis, listCrises, readCrisis } from './crises.ts';
export { decideSpike, SpikeConflict } from './decide-spike.ts';
export { endSpikes } from './end-spikes.ts';
export {
  enterKnownEvent,
  listKnownEvents,
  previewKnownEvent,
  removeKnownEvent,
} from './known-events/known-events.ts';
export { readQuietTimes } from './known-events/queries.ts';
export { leadSpike } from './lead-spike.ts';
export { type AlertContext, listSpikes, readSpikeRows } from './list-spikes.ts';
export { type KnownSpike, matchSpike } from './match-spike.ts';
export { knownSpikes } from './queries.ts';
export { readSpike, type SpikeFacts } from './read-spike.ts';
export { notBefore } from './recipients.ts';
export { isOneBranch, type RecordContext, recordSpikes } from './record-spikes.ts';
export { type DueAlert, dropStaleAlerts, settleAlert, takeDueAlerts } from './take-due-alerts.ts';
export { readShifts } from './threshold-shift.ts';
export { readWatchedFrom, saveWatchedFrom } from './watched-from.ts';
