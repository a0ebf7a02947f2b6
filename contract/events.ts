import { z } from 'zod';
import { AppealRow } from './appeals.ts';
import { SpikeRow } from './spikes.ts';

/**
 * Server-sent events of `GET /api/events`. Each is filtered by the account's scope before it leaves.
 * `id:` is the position in the event log; a client that reconnects with `Last-Event-ID` misses nothing within the bound.
 */
export const LiveEvents = {
  /** What came in, at most 50 a message; `more` counts those left out. */
  'appeals.registered': z.object({ rows: z.array(AppealRow), more: z.number().int() }),
  /** Cases that changed (triage decided, status changed): ids to refresh. */
  'appeals.changed': z.object({ ids: z.array(z.string()), more: z.number().int() }),
  /** Spikes that were found, have grown, were decided on or are over; `found` are new waves, for a notice on the screen. */
  'spikes.changed': z.object({ ids: z.array(z.string()), found: z.array(SpikeRow) }),
  /** The analytical replica now includes everything up to `position`: a map may ask again. */
  'facts.advanced': z.object({ position: z.string() }),
} as const;
export type LiveEventName = keyof typeof LiveEvents;
export type LiveEvent<N extends LiveEventName = LiveEventName> = z.infer<(typeof LiveEvents)[N]>;
