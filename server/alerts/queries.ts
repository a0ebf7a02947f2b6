import type pg from 'pg';
import type { SpikeState, SpikeVerdict } from '../../contract/spikes.ts';
import type { MeasuredSpike } from '../path/found-spike.ts';
import { appendEvent } from '../platform/event-log/index.ts';
import type { KnownSpike } from './match-spike.ts';

/** A spike as it is stored: what was measured, and what people have made of it. */
export interface StoredSpike extends Omit<MeasuredSpike, 'cases'> {
  id: string;
  version: number;
  state: SpikeState;
  verdict: SpikeVerdict | null;
  verdictBy: string | null;
  verdictAt: Date | null;
  note: string | null;
  organisation: string | null;
  assignee: string | null;
  outcome: string | null;
  knownAs: string | null;
  leadAppeal: string | null;
  foundAt: Date;
}

export const SPIKE_COLUMNS = `s.spike_id as id, s.version, s.series, s.detector, s.state, s.verdict, s.verdict_by as "verdictBy",
  s.verdict_at as "verdictAt", s.note, s.topic, s.places, s.first_day::text as "firstDay", s.last_day::text as "lastDay",
  s.peak_day::text as "peakDay", s.peak_count as "peakCount", s.count, s.expected, s.p, s.score, s.authors, s.kind, s.words,
  s.explanation, s.samples::text[] as samples, s.urgent_share as "urgentShare", s.overdue_share as "overdueShare", s.chart,
  s.organisation, s.assignee, s.outcome, s.known_as as "knownAs", s.lead_appeal as "leadAppeal",
  s.found_at as "foundAt"`;

/** Waves that may be met again: not older than `since` (YYYY-MM-DD). */
export async function knownSpikes(
  client: pg.Pool | pg.PoolClient,
  regionId: string,
  since: string,
): Promise<KnownSpike[]> {
  const found = await client.query<KnownSpike>(
    `select spike_id as id, series, topic, places, first_day::text as "firstDay", last_day::text as "lastDay", count
       from spike where region_id = $1 and last_day >= $2::date - 7`,
    [regionId, since],
  );
  return found.rows;
}

/** One recorder at a time a region, whichever process it runs in: two must not make one wave two spikes. */
export async function lockRecording(client: pg.PoolClient, regionId: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('spikes of ' || $1))`, [regionId]);
}

export async function insertSpike(
  client: pg.PoolClient,
  regionId: string,
  id: string,
  state: 'found' | 'known' | 'over',
  spike: MeasuredSpike,
  now: Date,
  event: { id: string; title: string } | null = null,
): Promise<void> {
  await client.query(
    `insert into spike (region_id, spike_id, state, found_at, updated_at, over_at, series, detector, topic, places, first_day,
       last_day, peak_day, peak_count, count, expected, p, score, authors, kind, words, explanation, samples, urgent_share,
       overdue_share, chart, known_event, known_as)
     values ($1,$2,$3,$4,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,$27)`,
    [
      regionId,
      id,
      state,
      now,
      state === 'over' ? now : null,
      ...measuredValues(spike),
      event?.id ?? null,
      event?.title ?? null,
    ],
  );
}

/** What is measured changes; what people have decided does not, and nor does the version they have seen. */
export async function updateMeasured(
  client: pg.PoolClient,
  regionId: string,
  id: string,
  spike: MeasuredSpike,
  now: Date,
): Promise<void> {
  await client.query(
    `update spike set updated_at = $3, series = $4, detector = $5, topic = $6, places = $7,
            first_day = least(first_day, $8::date), last_day = greatest(last_day, $9::date), peak_day = $10, peak_count = $11,
            count = $12, expected = $13, p = $14, score = $15, authors = $16, kind = $17, words = $18, explanation = $19,
            samples = $20, urgent_share = $21, overdue_share = $22, chart = $23
      where region_id = $1 and spike_id = $2`,
    [regionId, id, now, ...measuredValues(spike)],
  );
}

function measuredValues(spike: MeasuredSpike): unknown[] {
  return [
    spike.series,
    spike.detector,
    spike.topic,
    spike.places,
    spike.firstDay,
    spike.lastDay,
    spike.peakDay,
    spike.peakCount,
    spike.count,
    spike.expected,
    spike.p,
    spike.score,
    spike.authors,
    spike.kind,
    JSON.stringify(spike.words),
    JSON.stringify(spike.explanation),
    spike.samples,
    spike.urgentShare,
    spike.overdueShare,
    JSON.stringify(spike.chart),
  ];
}

export async function lockSpike(
  client: pg.PoolClient,
  regionId: string,
  id: string,
): Promise<StoredSpike | null> {
  const found = await client.query<StoredSpike>(
    `select ${SPIKE_COLUMNS} from spike s where s.region_id = $1 and s.spike_id = $2 for update`,
    [regionId, id],
  );
  return found.rows[0] ?? null;
}

export type SpikeEventType = 'spike.found' | 'spike.grown' | 'spike.decided' | 'spike.over';

/** The event carries what its reader's limits are held against, so that nobody hears of what is not theirs. */
export async function insertSpikeEvent(
  client: pg.PoolClient,
  regionId: string,
  type: SpikeEventType,
  spike: { id: string; topic: string; places: readonly string[]; state: string },
  at: Date,
  actor: string | null,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { id, topic, places, state } = spike;
  const data = { spike: id, topic, places, state, ...more };
  await appendEvent(client, regionId, { at, type, appealId: null, actor, data });
}

export interface NewDelivery {
  deliveryId: string;
  spikeId: string;
  login: string;
  channel: 'screen' | 'email' | 'bot';
  notBefore: Date;
}

/** A person who has been told of a spike by a way is not told by it again. Screens are told by the event itself. */
export async function insertDelivery(
  client: pg.PoolClient,
  regionId: string,
  delivery: NewDelivery,
  now: Date,
): Promise<void> {
  const { deliveryId, spikeId, login, channel, notBefore } = delivery;
  const told = channel === 'screen';
  await client.query(
    `insert into alert_delivery (region_id, delivery_id, spike_id, login, channel, state, not_before, created_at, sent_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict on constraint told_once do nothing`,
    [
      regionId,
      deliveryId,
      spikeId,
      login,
      channel,
      told ? 'sent' : 'pending',
      notBefore,
      now,
      told ? now : null,
    ],
  );
}
