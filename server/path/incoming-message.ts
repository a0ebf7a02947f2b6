import type { Channel, Kind, Outcome, Regime, Status } from '../../contract/vocabulary.ts';

/** What every channel turns its deliveries into. */
export interface IncomingMessage {
  channel: Channel;
  /** Unique within the channel: VK event id, Message‑ID, idempotency key, number in the source system. */
  externalId: string;
  /** When the author wrote it (an import brings the past); registration time is the clock's. */
  filedAt: Date;
  text: string;
  regime: Regime;
  sourceName?: string | null;
  point?: readonly [lat: number, lon: number] | null;
  address?: string | null;
  /** Municipality that the channel itself names: a registry code. The weakest evidence of place. */
  municipality?: string | null;
  /** Topic or group that the author chose himself; weighed, not obeyed. */
  topicHint?: string | null;
  /** Set when the source already knows (a history import); triage then only fills what is missing. */
  known?: {
    topic?: string | null;
    /** Registry code; stronger than the point, which the author set. */
    municipality?: string | null;
    kind?: Kind | null;
    organisation?: string | null;
    status?: Status | null;
    outcome?: Outcome | null;
    closedAt?: Date | null;
    rating?: number | null;
  };
  authorKey?: string | null;
  contact?: { name?: string | null; email?: string | null; phone?: string | null } | null;
  photos?: readonly string[];
  /** Kept as it came, for a term; not kept for imports (the file is theirs). */
  raw?: unknown;
}
