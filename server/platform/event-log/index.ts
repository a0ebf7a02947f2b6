/**
 * The append-only log of what happened, and how followers read it in commit order.
 * Invariant: an event is written in the transaction of the change it tells of; a follower that has passed a position never
 * finds anything new behind it.
 * Entrance: `appendEvent` inside a transaction (statements that write a row and its event at once have their own SQL); `followEvents`.
 */

export { appendEvent, type NewEvent } from './append-event.ts';
export type { EventSignal } from './event-signal.ts';
export { createEventSignal } from './event-signal.ts';
export type { Follower } from './follow-events.ts';
export { followEvents } from './follow-events.ts';
export type { Position } from './position.ts';
export { comparePositions, formatPosition, parsePosition, START } from './position.ts';
export type { LogEvent } from './read-events.ts';
export { readEvents } from './read-events.ts';
