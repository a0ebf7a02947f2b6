import type { Connection } from '../../contract/channels.ts';
import type { ProviderClient } from './provider-client.ts';

/** A connection to a provider as an adapter sees it. */
export interface Account {
  regionId: string;
  channel: Connection;
  account: string;
  name: string;
  enabled: boolean;
  /** From `channel_account.settings`; each adapter documents what it reads. */
  settings: Readonly<Record<string, unknown>>;
  /** Value of the environment variable that `channel_account.secrets` names; null when it is not set. */
  secret(name: string): string | null;
}

/** A delivery at the door, before anybody has looked into it. */
export interface RawRequest {
  body: Buffer;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Last part of the address, where the channel has one. */
  segment: string | null;
  now: Date;
}

export interface Acknowledgement {
  status: number;
  contentType: string;
  body: string;
}

export interface Attachment {
  kind: 'photo' | 'file' | 'voice' | 'video' | 'link';
  name: string | null;
  /** Where the provider keeps it; fetched only from the provider's own hosts. */
  url?: string;
  /** Identifier that must be turned into an address first (Telegram). */
  fileId?: string;
  /** Came along with the message itself (mail). */
  content?: Buffer;
}

/** One thing a resident said. */
export interface ChannelMessage {
  externalId: string;
  author: { id: string; name?: string | null; email?: string | null; phone?: string | null };
  at: Date;
  text: string;
  thread: Thread;
  attachments: readonly Attachment[];
  point?: readonly [lat: number, lon: number] | null;
  address?: string | null;
  sourceUrl?: string | null;
  /** Earlier messages that this one answers, nearest first: the thread of the first known one is joined. */
  answers?: readonly string[];
  /** Number of the case that the sender names (a plus-address, a subject); believed only from its own applicant. */
  appealNumber?: string | null;
  /** Sent by the channel to a resident who begins a new conversation. */
  autoReply?: { text: string; options?: Record<string, unknown> } | null;
}

/** Where a conversation goes on, and where an answer is sent. */
export interface Thread {
  key: string;
  scope: 'comments' | 'dialog' | 'mail' | 'call' | 'api';
  recipient: string;
}

export type ChannelEvent =
  | { kind: 'written' | 'edited'; message: ChannelMessage }
  | { kind: 'deleted'; externalId: string; at: Date }
  /** What we sent did not arrive after all. */
  | { kind: 'bounced'; externalId: string | null; recipient: string | null; why: string }
  | { kind: 'call'; call: CallRecord; message: ChannelMessage | null }
  /** Nothing for us: own words coming back, a kind we do not handle. */
  | { kind: 'ignored'; why: string };

export interface CallRecord {
  callId: string;
  at: Date;
  line: string | null;
  direction: 'in' | 'out';
  caller: string | null;
  queue: string | null;
  waitSeconds: number | null;
  talkSeconds: number | null;
  disposition: 'answered' | 'no_answer' | 'busy' | 'failed';
  operator: string | null;
  purpose: string | null;
}

/** The delivery is the provider's, but nobody can read it: kept, shown to the administrator, replayed when the adapter has learned. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** A file that goes along with an answer. */
export interface OutgoingFile {
  name: string;
  contentType: string;
  content: Buffer;
  /** Signed address that is good for some days; null where the installation has told no address of its own. */
  address: { url: string; until: Date } | null;
}

/** Which files a provider takes with one message. */
export interface FileBounds {
  countMax: number;
  /** Of one file. */
  bytesMax: number;
  /** null = any type. */
  types: readonly string[] | null;
  /** The provider fetches the file itself, or its address is all that is handed over. */
  byAddress?: boolean;
  /** They leave as a message of their own after the text. */
  apart?: boolean;
}

export interface OutgoingPart {
  outgoingId: string;
  /** Counted from 0; a long answer leaves in several messages. */
  part: number;
  text: string;
  threadKey: string;
  recipient: string;
  replyTo: string | null;
  /** Only what the adapter's `files` admits; empty where it has none. */
  attachments: readonly OutgoingFile[];
  /** What `upload` made of them. */
  uploaded?: unknown;
  options: Readonly<Record<string, unknown>>;
}

/** The provider did not take a message. */
export class SendFailed extends Error {
  override name = 'SendFailed';
  readonly fate: 'later' | 'dead';
  readonly retryAfterMs: number | undefined;
  /** The provider asks everybody of this account to wait. */
  readonly pauses: boolean;

  /** @param why Russian sentence for the administrator */
  constructor(fate: 'later' | 'dead', why: string, extra: { retryAfterMs?: number; pauses?: boolean } = {}) {
    super(why);
    this.fate = fate;
    this.retryAfterMs = extra.retryAfterMs;
    this.pauses = extra.pauses ?? false;
  }
}

/** Everything that is particular to one provider. Adapters keep no state and touch no table. */
export interface ChannelAdapter {
  readonly channel: Connection;
  readonly deliveryBytesMax: number;
  /** Longest text of one message. */
  readonly textCharsMax: number;
  readonly sendsPerSecondMax: number;
  /** What the provider tells us of later changes. */
  readonly tells: { edits: boolean; deletions: boolean };

  /** Is this the provider? Secrets are compared in constant time; without a secret in the configuration the answer is no. */
  verify(request: RawRequest, account: Account): boolean;
  /** The provider's identifier of the delivery, equal for a repeated one; or the answer to a handshake, which is not kept. */
  receive(request: RawRequest, account: Account): { eventId: string } | { handshake: string };
  /** What tells the provider that the delivery is safe. */
  acknowledge(handshake?: string): Acknowledgement;
  /** @throws Unreadable */
  parse(body: Buffer, account: Account): ChannelEvent[] | Promise<ChannelEvent[]>;
  /** What goes along with an answer; absent where nothing can. */
  readonly files?: FileBounds;
  /** Hands files over before their message, where the provider wants them first; what it returns comes back as `uploaded`. @throws SendFailed */
  upload?(part: OutgoingPart, account: Account, client: ProviderClient): Promise<unknown>;
  /** @returns the provider's identifier of what was sent. @throws SendFailed */
  send(part: OutgoingPart, account: Account, client: ProviderClient): Promise<{ externalId: string | null }>;
  /** Address of an attachment and the hosts it may be on; null when it cannot be had at all. */
  locate?(attachment: Attachment, account: Account, client: ProviderClient): Promise<MediaPlace | null>;
  /** @returns what the provider calls this account. @throws Error in Russian naming what to do */
  health(account: Account, client: ProviderClient): Promise<string>;
}

export interface MediaPlace {
  url: string;
  hosts: readonly string[];
}
