/**
 * The doors to other people's systems: VK, Telegram, MAX, Odnoklassniki, mail, telephony, signed webhooks. One adapter a provider,
 * one way in (stored byte for byte, acknowledged after commit, read later) and one way out (the outbox).
 * Invariant: an acknowledged delivery is never lost and never makes two messages; what a resident wrote is never overwritten; no
 * address from a payload is ever called, only the provider's configured base and its own media hosts.
 * Entrance: `openChannels`; a new provider begins in `adapters/index.ts`.
 */

export { SendFailed } from './adapter.ts';
export type { Adapters } from './adapters/index.ts';
export { createAdapters } from './adapters/index.ts';
export { checkAccount } from './board/check-account.ts';
export { readLetters, replayLetters, setPilot } from './board/letters.ts';
export { readBoard } from './board/read-board.ts';
export { ensureAccounts, saveAccount } from './board/save-account.ts';
export * from './calls/index.ts';
export type { ChannelsContext, Recognition } from './channels-context.ts';
export { Busy } from './channels-context.ts';
export { listContractors, loadServices, mapService } from './contractors/index.ts';
export { InboxFull } from './incoming/accept-delivery.ts';
export { eraseBodies } from './incoming/erase-bodies.ts';
export { findPublication, joinPublication } from './incoming/join-publication.ts';
export type { Channels } from './open-channels.ts';
export { openChannels } from './open-channels.ts';
export type { JobRunner, SendJob } from './outgoing/job-runner.ts';
export { createJobRunner } from './outgoing/job-runner.ts';
export { readSentFile } from './outgoing/read-files.ts';
export { createProviderClient } from './provider-client.ts';
export { eraseSubscriptions } from './push/erase-subscriptions.ts';
export { createPushDesk } from './push/push-desk.ts';
export { offerPush, subscribePush, unsubscribePush } from './push/subscribe.ts';
