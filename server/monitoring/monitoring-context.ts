import type pg from 'pg';
import type { IncomingMessage } from '../path/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Judges } from './judge/judge-post.ts';

/** A post in the words of the channel that can answer under it. */
export interface PublicThread {
  channel: string;
  externalId: string;
  author: string;
  at: Date;
  text: string;
  url: string | null;
}

/** What the composition root hands to the monitoring of one region: it knows no other stage. */
export interface MonitoringContext {
  pool: pg.Pool;
  clock: Clock;
  regionId: string;
  env: Readonly<Record<string, string | undefined>>;
  log: { info(message: string): void; error(message: string): void };
  /** Models and places; made at the first question, because few installations read open sources from the start. */
  judges(): Promise<Judges>;
  /** Stage 1. @throws Busy */
  register(message: IncomingMessage): Promise<{ appealId: string; number: string }>;
  /** The case that this post is already part of, by a channel of ours. */
  findCase(thread: PublicThread): Promise<{ appealId: string; number: string } | null>;
  /** From now on the case is answered under the post, where a channel can. */
  joinThread(appealId: string, thread: PublicThread): Promise<void>;
  /** The case was begun by mistake. @throws Error when somebody already works on it; Russian */
  withdrawCase(appealId: string): Promise<void>;
  /** Says nothing by itself, equal for one person. */
  pseudonym(identity: string): string;
  wait(ms: number): Promise<void>;
}
