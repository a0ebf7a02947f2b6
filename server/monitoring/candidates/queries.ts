// All SQL of candidates in one place.
import type pg from 'pg';
import type { CandidateFilter } from '../../../contract/monitoring.ts';
import { type AccessScope, whereCase } from '../../access/index.ts';
import type { FoundCandidate } from '../judge/judge-post.ts';
import { fromBigint, type NearCopies, toBigint } from '../judge/near-copies.ts';
import { oddsOf } from '../judge/threshold.ts';

type Client = pg.Pool | pg.ClientBase;

export interface CandidateRow {
  candidate_id: string;
  source_id: string;
  source_name: string;
  source_kind: string;
  audience: number | null;
  organisation: string | null;
  network: string;
  external_id: string;
  at: Date;
  text: string;
  author: string | null;
  url: string | null;
  thread: string | null;
  lat: number | null;
  lon: number | null;
  municipality: string | null;
  place_why: string | null;
  topic: string | null;
  suggestions: { code: string; p: number }[];
  odds: number;
  words: string[];
  copies: string[];
  state: 'waiting' | 'accepted' | 'rejected';
  round: number;
  reason: string | null;
  decided_at: Date | null;
  appeal_id: string | null;
}

/** A candidate with the words of its source; the alias is that of a case, so that one condition limits both. */
const LISTED = `(select c.*, s.name as source_name, s.kind as source_kind, s.audience,
    coalesce(s.organisation, '') as organisation
  from candidate c join monitored_source s on s.region_id = c.region_id and s.source_id = c.source_id) a`;

/** Everything that is found is written by one statement. @returns identifiers of those that were new */
export async function insertCandidates(
  client: Client,
  regionId: string,
  source: { sourceId: string; network: string },
  found: readonly (FoundCandidate & { candidateId: string })[],
  now: Date,
): Promise<Set<string>> {
  const rows = found.map((each) => ({
    candidate_id: each.candidateId,
    external_id: storable(each.post.externalId),
    at: each.post.at,
    text: storable(each.text),
    author: each.post.author,
    url: each.post.url,
    thread: each.post.thread,
    lat: each.post.point?.[0] ?? null,
    lon: each.post.point?.[1] ?? null,
    municipality: each.municipality,
    place_why: storable(each.placeWhy),
    topic: each.suggestions[0]?.code ?? null,
    topic_p: each.suggestions[0]?.p ?? null,
    suggestions: each.suggestions,
    odds: each.odds,
    words: each.words,
    fingerprint: String(toBigint(each.print)),
  }));
  const inserted = await client.query<{ candidate_id: string }>({
    name: 'monitoring-insert-candidates',
    text: `insert into candidate (region_id, candidate_id, source_id, network, external_id, found_at, at, text, author, url, thread,
        lat, lon, municipality, place_why, topic, topic_p, suggestions, odds, words, fingerprint, state)
      select $1, candidate_id, $2, $3, external_id, $4, at, text, author, url, thread, lat, lon, municipality, place_why, topic,
             topic_p, suggestions, odds, words, fingerprint, 'waiting'
        from jsonb_to_recordset($5::jsonb) as x(candidate_id uuid, external_id text, at timestamptz, text text, author text,
          url text, thread text, lat float8, lon float8, municipality text, place_why text, topic text, topic_p real,
          suggestions jsonb, odds real, words text[], fingerprint bigint)
      on conflict (region_id, network, external_id) do nothing
      returning candidate_id`,
    values: [regionId, source.sourceId, source.network, now, JSON.stringify(rows)],
  });
  return new Set(inserted.rows.map((row) => row.candidate_id));
}

/** PostgreSQL takes no NUL. */
const storable = (text: string) => text.replaceAll('\u0000', '');

const COPIES_MAX = 100;

/** Names of near copies under the post they repeat, each once. */
export async function addCopies(
  client: Client,
  regionId: string,
  copies: readonly { candidateId: string; externalId: string }[],
): Promise<void> {
  await client.query(
    `update candidate c set copies = (array(select distinct each from unnest(c.copies || x.names) as each order by each))[1:${COPIES_MAX}]
       from (select candidate_id, array_agg(name) as names from unnest($2::uuid[], $3::text[]) as y(candidate_id, name)
              group by candidate_id) x
      where c.region_id = $1 and c.candidate_id = x.candidate_id and cardinality(c.copies) < ${COPIES_MAX}`,
    [regionId, copies.map((each) => each.candidateId), copies.map((each) => storable(each.externalId))],
  );
}

/** Candidates that another process or an earlier start found, for likeness. @returns the last identifier seen */
export async function loadCopies(
  client: Client,
  regionId: string,
  after: string | null,
  into: NearCopies,
  limit: number,
): Promise<string | null> {
  const found = await client.query(
    `select * from (
       select candidate_id, external_id, fingerprint from candidate
        where region_id = $1 and ($2::uuid is null or candidate_id > $2) order by candidate_id desc limit $3) x
     order by candidate_id`,
    [regionId, after, limit],
  );
  for (const row of found.rows)
    into.add(fromBigint(BigInt(row.fingerprint)), {
      candidateId: row.candidate_id,
      externalId: row.external_id,
    });
  return found.rows.at(-1)?.candidate_id ?? after;
}

function whereWaiting(
  regionId: string,
  filter: CandidateFilter,
  scope: AccessScope,
  parameters: unknown[],
): string {
  const value = (given: unknown) => `$${parameters.push(given)}`;
  const conditions = [
    `a.region_id = ${value(regionId)}`,
    `a.state = 'waiting'`,
    whereCase(scope, parameters),
  ];
  if (filter.source) conditions.push(`a.source_id::text = ${value(filter.source)}`);
  if (filter.municipality) conditions.push(`a.municipality = ${value(filter.municipality)}`);
  if (filter.topic)
    conditions.push(`(a.topic = ${value(filter.topic)} or a.topic like ${value(`${filter.topic}.%`)})`);
  if (filter.below !== undefined) conditions.push(`a.odds < ${value(oddsOf(filter.below))}`);
  return conditions.join(' and ');
}

export async function selectWaiting(
  client: Client,
  regionId: string,
  filter: CandidateFilter,
  scope: AccessScope,
  limit: number,
): Promise<{ rows: CandidateRow[]; total: number }> {
  const parameters: unknown[] = [];
  const where = whereWaiting(regionId, filter, scope, parameters);
  const counted = await client.query(
    `select count(*)::integer as n from ${LISTED} where ${where}`,
    parameters,
  );
  const found = await client.query(
    `select * from ${LISTED} where ${where} order by a.odds desc, a.candidate_id limit ${Math.trunc(limit)}`,
    parameters,
  );
  return { rows: found.rows, total: counted.rows[0].n };
}

export async function selectCandidate(
  client: Client,
  regionId: string,
  candidateId: string,
  scope: AccessScope,
): Promise<CandidateRow | null> {
  const parameters: unknown[] = [regionId, candidateId];
  const found = await client.query(
    `select * from ${LISTED} where a.region_id = $1 and a.candidate_id = $2 and ${whereCase(scope, parameters)}`,
    parameters,
  );
  return found.rows[0] ?? null;
}

/**
 * @param to `rounds`: by how many the count of acceptances changes
 * @returns false when it no longer stood in that state: somebody was quicker
 */
export async function moveCandidate(
  client: Client,
  regionId: string,
  candidateId: string,
  from: CandidateRow['state'],
  to: {
    state: CandidateRow['state'];
    reason?: string | null;
    login: string | null;
    now: Date;
    rounds?: number;
  },
): Promise<boolean> {
  const moved = await client.query(
    `update candidate set state = $4, reason = $5, decided_by = $6, decided_at = $7, appeal_id = null,
            round = round + $8
      where region_id = $1 and candidate_id = $2 and state = $3`,
    [
      regionId,
      candidateId,
      from,
      to.state,
      to.reason ?? null,
      to.login,
      to.state === 'waiting' ? null : to.now,
      to.rounds ?? 0,
    ],
  );
  return moved.rowCount === 1;
}

export async function setAppeal(
  client: Client,
  regionId: string,
  candidateId: string,
  appealId: string,
): Promise<void> {
  await client.query(
    `update candidate set appeal_id = $3 where region_id = $1 and candidate_id = $2 and state = 'accepted'`,
    [regionId, candidateId, appealId],
  );
}

/** Accepted, and a process ended before the case was there. */
export async function selectUnregistered(
  client: Client,
  regionId: string,
  before: Date,
  limit: number,
): Promise<CandidateRow[]> {
  const found = await client.query(
    `select * from ${LISTED} where a.region_id = $1 and a.state = 'accepted' and a.appeal_id is null and a.decided_at < $2
      order by a.decided_at limit ${Math.trunc(limit)}`,
    [regionId, before],
  );
  return found.rows;
}

/** Waiting ones that came before `waitingSince`, and the least likely beyond the bound; words of those decided long ago. */
export async function eraseCandidates(
  client: Client,
  regionId: string,
  moments: { waitingSince: Date; wordsSince: Date; verdictsSince: Date },
  waitingMax: number,
): Promise<void> {
  await client.query(`delete from candidate where region_id = $1 and state = 'waiting' and found_at < $2`, [
    regionId,
    moments.waitingSince,
  ]);
  await client.query(
    `delete from candidate where region_id = $1 and state = 'waiting' and candidate_id in (
       select candidate_id from candidate where region_id = $1 and state = 'waiting'
        order by odds desc, candidate_id offset $2)`,
    [regionId, waitingMax],
  );
  await client.query(
    `update candidate set text = '', author = null, url = null, words = '{}', copies = '{}', place_why = null
      where region_id = $1 and state <> 'waiting' and decided_at < $2 and text <> '' and (state = 'rejected' or appeal_id is not null)`,
    [regionId, moments.wordsSince],
  );
  await client.query(
    `delete from candidate where region_id = $1 and state <> 'waiting' and decided_at < $2`,
    [regionId, moments.verdictsSince],
  );
}
