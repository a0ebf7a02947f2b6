import type pg from 'pg';
import { FINAL_STATUSES, type Status } from '../../../contract/vocabulary.ts';
import type { IncomingMessage, TriageDecision } from '../../path/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { EventSignal } from '../../platform/event-log/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { findRegistered, insertFresh, type StoredAppeal } from '../queries.ts';
import { contentHash } from './content-hash.ts';
import { IdempotencyConflict } from './idempotency-conflict.ts';
import type { NumberSource } from './number-source.ts';
import { storable, storableJson } from './storable.ts';

export interface RegisterContext {
  pool: pg.Pool;
  clock: Clock;
  numbers: NumberSource;
  signal: EventSignal;
  regionId: string;
  /** Stage 2, pure: what to do with this message at this moment. */
  decide(message: IncomingMessage, now: Date): TriageDecision;
}

export interface Registered extends StoredAppeal {
  /** The key was already there: nothing new was made. */
  repeated: boolean;
}

/** Raw payloads are kept so long for replay and disputes, then erased. */
const RAW_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Registers messages: message, appeal, contact, photos and event of each commit together, all of them in one transaction and
 * one round trip. Repeats (same channel and external id) come back as what they were the first time.
 *
 * @returns one result a message, in order; `IdempotencyConflict` where a key came again with another text
 * @throws when the transaction failed: then nothing at all was written
 */
export async function registerAppeals(
  context: RegisterContext,
  messages: readonly IncomingMessage[],
): Promise<(Registered | IdempotencyConflict)[]> {
  const now = context.clock.now();
  const numbers = await context.numbers.take(context.regionId, now.getUTCFullYear(), messages.length);
  const rows = messages.map((message, index) => toRow(context, message, numbers[index]!, now));

  const fresh = await insertFresh(context.pool, context.regionId, rows);
  if (fresh.size > 0) context.signal.wake();

  const repeats = rows.filter((row) => !fresh.has(row.appeal_id));
  const known = repeats.length > 0 ? await findRegistered(context.pool, context.regionId, repeats) : [];
  const knownByKey = new Map(known.map((appeal) => [`${appeal.channel} ${appeal.externalId}`, appeal]));

  return rows.map((row) => {
    if (fresh.has(row.appeal_id)) {
      return {
        appealId: row.appeal_id,
        number: row.number,
        channel: row.channel,
        externalId: row.external_id,
        contentHash: row.content_hash,
        topic: row.topic,
        municipality: row.municipality,
        organisation: row.organisation,
        dueAt: row.due_at,
        repeated: false,
      };
    }
    const first = knownByKey.get(`${row.channel} ${row.external_id}`)!;
    if (first.contentHash !== row.content_hash) return new IdempotencyConflict(row.external_id);
    return { ...first, repeated: true };
  });
}

export type AppealInsert = ReturnType<typeof toRow>;

function toRow(context: RegisterContext, message: IncomingMessage, number: string, now: Date) {
  const text = storable(message.text);
  const clean: IncomingMessage = { ...message, text };
  const decision = context.decide(clean, now);
  const known = message.known ?? {};
  const status: Status = known.status ?? (decision.state === 'queue' ? 'moderation' : 'routed');
  const final = FINAL_STATUSES.includes(status);
  return {
    appeal_id: uuidV7(now.getTime()),
    number,
    channel: message.channel,
    external_id: storable(message.externalId),
    received_at: now,
    content_hash: contentHash(clean),
    raw: message.raw === undefined ? null : storableJson(message.raw),
    raw_until: new Date(now.getTime() + RAW_KEPT_DAYS * DAY_MS).toISOString().slice(0, 10),
    source_name: optional(message.sourceName),
    regime: message.regime,
    kind: decision.kind,
    status,
    outcome: known.outcome ?? null,
    text,
    filed_at: message.filedAt,
    registered_at: now,
    closed_at: final ? (known.closedAt ?? message.filedAt) : null,
    author_key: optional(message.authorKey),
    address: optional(message.address),
    lat: decision.lat,
    lon: decision.lon,
    municipality: decision.municipality,
    place_why: decision.placeWhy,
    topic: decision.topic,
    topic_p: decision.topicP,
    suggestions: decision.suggestions,
    model_version: decision.modelVersion,
    triage: decision.state,
    urgency: decision.urgency,
    urgency_reasons: decision.urgencyReasons,
    organisation: decision.organisation,
    co_executors: decision.coExecutors,
    route_why: decision.routeWhy,
    about_organisation: decision.aboutOrganisation ?? null,
    due_at: final ? null : decision.dueAt,
    deadline_steps: decision.deadlineSteps,
    policy: decision.policy ?? null,
    rating: known.rating ?? null,
    contact_name: optional(message.contact?.name),
    contact_email: optional(message.contact?.email),
    contact_phone: optional(message.contact?.phone),
    photos: message.photos ?? [],
  };
}

function optional(text: string | null | undefined): string | null {
  return text ? storable(text) : null;
}
