import { z } from 'zod';
import { CHANNELS, Channel } from './vocabulary.ts';

const Moment = z.iso.datetime().nullable();
const Count = z.number().int();

/** What a region can be connected to: every way in, and the notifications of browsers, which only go out. */
export const Connection = z.enum([...CHANNELS, 'push']);
export type Connection = z.infer<typeof Connection>;

/** One connection to a provider, and how it has been doing. No secrets: only whether each one is set. */
export const ChannelAccount = z.object({
  channel: Connection,
  account: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** Address to give to the provider, from the root of this server; null where we fetch ourselves. */
  hookPath: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z.array(z.object({ name: z.string(), variable: z.string(), set: z.boolean() })),
  lastEventAt: Moment,
  lastSentAt: Moment,
  lastFailureAt: Moment,
  lastFailure: z.string().nullable(),
  /** The provider asks us to wait until then. */
  pausedUntil: Moment,
  healthy: z.boolean().nullable(),
  healthDetail: z.string().nullable(),
  checkedAt: Moment,
  incoming: z.object({
    /** Deliveries of the last 24 hours and of the 24 before. */
    day: Count,
    dayBefore: Count,
    pending: Count,
    dead: Count,
    ignored: Count,
    /** Seconds from arrival to the case, half and 95 of 100 are quicker; null without deliveries. */
    delayMedian: z.number().nullable(),
    delayP95: z.number().nullable(),
  }),
  outgoing: z.object({
    sentDay: Count,
    waiting: Count,
    held: Count,
    dead: Count,
    delayMedian: z.number().nullable(),
    delayP95: z.number().nullable(),
  }),
});
export type ChannelAccount = z.infer<typeof ChannelAccount>;

export const ChannelBoard = z.object({
  /** Nothing leaves the system; what would have left is held. */
  pilot: z.boolean(),
  /** When the trial run was last begun and ended, and the cases registered while one went on; those count apart. */
  trial: z.object({ since: Moment, inServiceSince: Moment, cases: Count }),
  accounts: z.array(ChannelAccount),
  /** Appeals of the last 7 days and of the 7 before by every channel, also those without a connection. */
  volume: z.array(z.object({ channel: Channel, week: Count, weekBefore: Count, lastAt: Moment })),
});
export type ChannelBoard = z.infer<typeof ChannelBoard>;

export const LetterQuery = z.object({
  side: z.enum(['in', 'out']).default('in'),
  state: z.enum(['dead', 'held', 'pending', 'queued']).default('dead'),
  channel: Connection.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A delivery nobody could read, or an answer that did not leave. Neither text nor recipient: those are in the case. */
export const Letter = z.object({
  id: z.string(),
  channel: Connection,
  account: z.string(),
  at: z.iso.datetime(),
  attempts: Count,
  error: z.string().nullable(),
  /** Of the body that came; null when its term has passed or for an outgoing one. */
  bytes: Count.nullable(),
  appeal: z.object({ id: z.string(), number: z.string() }).nullable(),
});
export type Letter = z.infer<typeof Letter>;
export const Letters = z.object({ letters: z.array(Letter), total: Count });

export const ReplayLetters = z.object({
  side: z.enum(['in', 'out']),
  /** Absent: all dead ones of the channel. */
  ids: z.array(z.uuid()).min(1).max(200).optional(),
  channel: Connection.optional(),
  account: z.string().max(40).optional(),
});
export const Replayed = z.object({ replayed: Count });

export const Pilot = z.object({ pilot: z.boolean() });

const Code = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Код: латинские буквы, цифры и дефис, до 40 знаков');

export const ChannelAddress = z.object({ channel: Connection, account: Code });
export const SaveChannel = z.object({
  name: z.string().trim().min(1).max(200),
  enabled: z.boolean().default(true),
  settings: z.record(z.string().max(40), z.unknown()).default({}),
  /** Name of a secret → name of the environment variable that holds it. */
  secrets: z
    .record(
      z.string().max(40),
      z.string().regex(/^OTKLIK_[A-Z0-9_]{1,80}$/, 'Имя переменной окружения начинается с OTKLIK_'),
    )
    .default({}),
});

export const CheckedChannel = z.object({ healthy: z.boolean(), detail: z.string() });
