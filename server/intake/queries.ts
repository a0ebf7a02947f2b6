import type pg from 'pg';
import type { AppealInsert } from './register/register-appeals.ts';

export interface StoredAppeal {
  appealId: string;
  number: string;
  channel: string;
  externalId: string;
  contentHash: string;
  topic: string | null;
  municipality: string | null;
  organisation: string;
  dueAt: Date | null;
}

const APPEAL_COLUMNS = `appeal_id, number, channel, external_id, source_name, regime, kind, status, outcome, text, filed_at, registered_at,
  closed_at, author_key, address, lat, lon, municipality, place_why, topic, topic_p, suggestions, model_version, triage,
  urgency, urgency_reasons, organisation, co_executors, route_why, about_organisation, due_at, deadline_steps, policy, rating`;

/** Columns of `AppealInsert` as PostgreSQL must read them out of JSON. */
const INPUT_COLUMNS = `appeal_id uuid, number text, channel text, external_id text, received_at timestamptz, content_hash text,
  raw jsonb, raw_until date, source_name text, regime text, kind text, status text, outcome text, text text,
  filed_at timestamptz, registered_at timestamptz, closed_at timestamptz, author_key text, address text,
  lat float8, lon float8, municipality text, place_why text, topic text, topic_p real, suggestions jsonb,
  model_version text, triage text, urgency smallint, urgency_reasons text[], organisation text, co_executors text[],
  route_why text, about_organisation text, due_at timestamptz, deadline_steps jsonb, policy text, rating smallint,
  contact_name text, contact_email text, contact_phone text, photos uuid[]`;

/**
 * One statement, so one transaction and one round trip: the message rows decide what is new, and only for those the appeal, its
 * contact, photos and event are written. The event holds no text and no personal data: it is read by many.
 */
const INSERT_FRESH = `
with input as materialized (
  select * from jsonb_to_recordset($2::jsonb) as x(${INPUT_COLUMNS})
), fresh as (
  insert into message (region_id, channel, external_id, appeal_id, received_at, content_hash, raw, raw_until)
  select $1, channel, external_id, appeal_id, received_at, decode(content_hash, 'hex'), raw, raw_until from input
  on conflict (region_id, channel, external_id) do nothing
  returning appeal_id
), appeals as (
  insert into appeal (region_id, pilot, ${APPEAL_COLUMNS})
  select $1, (select coalesce(bool_or(value = 'true'), false) from setting where region_id = $1 and name = 'pilot'), ${APPEAL_COLUMNS}
    from input join fresh using (appeal_id)
), contacts as (
  insert into applicant (region_id, appeal_id, name, email, phone)
  select $1, appeal_id, contact_name, contact_email, contact_phone from input join fresh using (appeal_id)
   where coalesce(contact_name, contact_email, contact_phone) is not null
), photos as (
  update photo set appeal_id = input.appeal_id
    from input join fresh using (appeal_id)
   where photo.region_id = $1 and photo.photo_id = any(input.photos) and photo.appeal_id is null
), events as (
  insert into event (region_id, at, type, appeal_id, actor, data)
  select $1, received_at, 'appeal.registered', appeal_id, null,
         jsonb_build_object('channel', channel, 'topic', topic, 'p', topic_p, 'municipality', municipality,
                            'organisation', organisation, 'triage', triage, 'urgency', urgency, 'due', due_at)
    from input join fresh using (appeal_id)
)
select appeal_id from fresh`;

/** @returns ids of the rows that were new */
export async function insertFresh(
  client: pg.Pool | pg.ClientBase,
  regionId: string,
  rows: readonly AppealInsert[],
): Promise<Set<string>> {
  const inserted = await client.query<{ appeal_id: string }>({
    name: 'intake-insert-fresh',
    text: INSERT_FRESH,
    values: [regionId, JSON.stringify(rows)],
  });
  return new Set(inserted.rows.map((row) => row.appeal_id));
}

/** What was registered earlier under these keys. */
export async function findRegistered(
  client: pg.Pool | pg.ClientBase,
  regionId: string,
  keys: readonly { channel: string; external_id: string }[],
): Promise<StoredAppeal[]> {
  const found = await client.query(
    `select a.appeal_id, a.number, m.channel, m.external_id, encode(m.content_hash, 'hex') as content_hash,
            a.topic, a.municipality, a.organisation, a.due_at
       from unnest($2::text[], $3::text[]) as k(channel, external_id)
       join message m on m.region_id = $1 and m.channel = k.channel and m.external_id = k.external_id
       join appeal a on a.region_id = $1 and a.appeal_id = m.appeal_id`,
    [regionId, keys.map((key) => key.channel), keys.map((key) => key.external_id)],
  );
  return found.rows.map((row) => ({
    appealId: row.appeal_id,
    number: row.number,
    channel: row.channel,
    externalId: row.external_id,
    contentHash: row.content_hash,
    topic: row.topic,
    municipality: row.municipality,
    organisation: row.organisation,
    dueAt: row.due_at,
  }));
}

/**
 * Content hashes of those of these messages that are registered: lets an import skip its repeats before any work.
 *
 * @returns by «channel external-id»
 */
export async function knownContents(
  client: pg.Pool,
  regionId: string,
  keys: readonly { channel: string; externalId: string }[],
): Promise<Map<string, string>> {
  const found = await client.query<{ key: string; content_hash: string }>(
    `select m.channel || ' ' || m.external_id as key, encode(m.content_hash, 'hex') as content_hash
       from unnest($2::text[], $3::text[]) as k(channel, external_id)
       join message m on m.region_id = $1 and m.channel = k.channel and m.external_id = k.external_id`,
    [regionId, keys.map(({ channel }) => channel), keys.map(({ externalId }) => externalId)],
  );
  return new Map(found.rows.map((row) => [row.key, row.content_hash]));
}

export async function insertPhoto(
  client: pg.Pool,
  photo: { regionId: string; photoId: string; uploadedAt: Date; contentType: string; content: Buffer },
): Promise<void> {
  await client.query(
    'insert into photo (region_id, photo_id, uploaded_at, content_type, content) values ($1, $2, $3, $4, $5)',
    [photo.regionId, photo.photoId, photo.uploadedAt, photo.contentType, photo.content],
  );
}

/** Erases raw payloads past their term and photos that no appeal took, at most `limit` of each. @returns how many of both */
export async function eraseOverdue(
  client: pg.Pool,
  regionId: string,
  { today, photosBefore, limit }: { today: string; photosBefore: Date; limit: number },
): Promise<number> {
  const raw = await client.query(
    `update message set raw = null
      where region_id = $1 and (channel, external_id) in (
        select channel, external_id from message
         where region_id = $1 and raw is not null and raw_until < $2 limit $3)`,
    [regionId, today, limit],
  );
  const photos = await client.query(
    `delete from photo where region_id = $1 and photo_id in (
       select photo_id from photo where region_id = $1 and appeal_id is null and uploaded_at < $2 limit $3)`,
    [regionId, photosBefore, limit],
  );
  return (raw.rowCount ?? 0) + (photos.rowCount ?? 0);
}
