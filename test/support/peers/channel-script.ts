import type { SavedAccount } from '../../../server/channels/board/save-account.ts';
import type { Answer } from './provider-peer.ts';

/** What a resident does on a provider's side. */
export interface Says {
  id: number;
  author: number;
  /** Post, topic or chat. */
  place: number;
  text: string;
  /** Unix seconds. */
  at: number;
  photo?: 'there' | 'lost' | 'foreign';
}

/** A delivery ready to be brought to the door. */
export interface Wire {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** One provider as the contract suite drives it: its words, its peer, its ways to fail. */
export interface ChannelScript {
  account: SavedAccount;
  env: Record<string, string>;
  /** Wire of a message; `eventId` differs for every delivery the provider would count as another one. */
  written(says: Says, eventId: number): Wire;
  edited?(says: Says, eventId: number): Wire;
  deleted?(says: Says, eventId: number): Wire;
  /** The same kind of delivery, said by ourselves. */
  echo(says: Says, eventId: number): Wire;
  /** A delivery whose signature is right and whose content nobody can read; null where the two cannot be told apart. */
  garbled: Wire | null;
  /** The same delivery under another secret, or under none. */
  forged(wire: Wire): Wire[];
  /** Texts that have arrived at the provider, once each. */
  arrived(): string[];
  /** The provider is gone for so many requests. */
  goDown(times: number): void;
  limit(times: number): void;
  /** A refusal that no repetition helps against. */
  refuse(times: number): void;
  /** Pictures that stand in messages at the provider, in order. */
  pictures(): Buffer[];
  /** The provider takes texts and no pictures. */
  refusePictures(refuse: boolean): void;
  close(): Promise<void>;
}

/** JSON with something in it that no documentation mentions. */
export function withUnknown(body: unknown): string {
  return JSON.stringify({ ...(body as object), unheard_of: { deep: [1, { и: 'так' }] }, another: null });
}

export type Failure = Answer | 'hang' | 'reset';
