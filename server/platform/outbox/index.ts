/**
 * What leaves the system. A stage that changes something and must tell somebody outside writes it here, in its own transaction;
 * delivery is another process's work.
 * Invariant: no message leaves without a row committed together with its cause; one dedupe key leaves once; in a pilot region
 * (setting `pilot`) nothing leaves at all.
 * Entrance: `enqueueOutgoing`; `enqueuePush` for the browsers that follow a case.
 */

export type { Enqueued, OutgoingAttachment, OutgoingRequest } from './enqueue-outgoing.ts';
export { enqueueOutgoing, findReplyAddress } from './enqueue-outgoing.ts';
export type { PushRequest } from './enqueue-push.ts';
export { enqueuePush } from './enqueue-push.ts';
