import type pg from 'pg';
import type { IncomingMessage } from '../path/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import type { Adapters } from './adapters/index.ts';
import type { PushDesk } from './adapters/push.ts';
import type { ProviderClient } from './provider-client.ts';

/** What the composition root hands to the channels of one region: they know no other stage. */
export interface ChannelsContext {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  regionId: string;
  adapters: Adapters;
  push: PushDesk;
  client: ProviderClient;
  env: Readonly<Record<string, string | undefined>>;
  log: { info(message: string): void; error(message: string): void };
  /**
   * Stage 1. Resolves after commit; a message registered before comes back as its appeal.
   *
   * @throws Busy when intake takes no more at the moment
   */
  register(message: IncomingMessage): Promise<{ appealId: string; number: string }>;
  /** Says nothing by itself, equal for one person. */
  pseudonym(identity: string): string;
  /**
   * Does a private message prove who its author is (a one-time code, a follow link)? null: an ordinary message.
   *
   * @param authorKey pseudonym of the author in this channel
   */
  recognise(said: { authorKey: string; channel: string; text: string }): Promise<Recognition | null>;
  /** @returns null when the content is no picture of a kind that is kept */
  storePhoto(content: Buffer): Promise<string | null>;
  /** Where a file of the region can be fetched without a key for some days; null while the installation has no address of its own. */
  fileAddress(fileId: string): { url: string; until: Date } | null;
  /** A contractor says that a part of a case is done; repeatable. */
  contractorClosed(part: {
    appealId: string;
    partId: string;
    contractor: string;
    notes: string | null;
  }): Promise<void>;
  /** First wait before a failed sending is tried again; doubles with each try. */
  retryMs: number;
}

export interface Recognition {
  /** The message says nothing else: it is answered and becomes no case. */
  alone: boolean;
  /** The words without what proves: a link that opens a case is for nobody else to read. */
  rest?: string;
  /** Does what the message proves, in the transaction that ends it. @returns what its author is answered */
  apply(client: pg.PoolClient): Promise<string>;
}

/** Intake is full: the delivery stays where it is and is read again in a moment. */
export class Busy extends Error {
  override name = 'Busy';
}
