import type pg from 'pg';
import type { AppealCard } from '../../contract/appeals.ts';
import { admitsCase } from '../access/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import { readLife } from './life/read-life.ts';
import type { Acting } from './path-of-a-case.ts';
import type { WhereContext } from './where-appeals.ts';

export interface CardReader {
  login: string;
  /** As what the reader stands before a case of this body. */
  acting(organisation: string): Acting;
  /** Contacts are shown only to those who need them to answer, and each showing is written down. */
  seesPersonalData: boolean;
  /** Other cases of the author, under every identity known to be his. */
  sameAuthor: readonly string[];
  now: Date;
}

const SIMILAR_MAX = 6;
const SIMILAR_DAYS = 45;
/** One who writes of the same thing from two places words it alike; of another thing, hardly. */
const SAME_AUTHOR_MIN = 0.25;
const NEAR_IN_TIME = `a.filed_at between $5::timestamptz - make_interval(days => ${SIMILAR_DAYS})
  and $5::timestamptz + make_interval(days => ${SIMILAR_DAYS})`;

/** Everything about one case, or null when there is none in the caller's scope. */
export async function readCard(
  client: pg.Pool,
  appealId: string,
  context: WhereContext,
  reader: CardReader,
): Promise<AppealCard | null> {
  const found = await client.query(
    `select ${ROW_COLUMNS}, a.version, a.text, a.regime, a.registered_at, a.lat, a.lon, a.address, a.place_why, a.suggestions,
            a.model_version, a.urgency_reasons, a.route_why, a.co_executors, a.deadline_steps, a.outcome, a.closed_at,
            a.source_name, a.external_id
       from appeal a
      where a.region_id = $1 and a.appeal_id = $2`,
    [context.regionId, appealId],
  );
  const row = found.rows[0];
  if (!row || !admitsCase(context.scope, { ...row, coExecutors: row.co_executors })) return null;
  const [history, photos, similar, contact, life] = await Promise.all([
    readHistory(client, context.regionId, appealId),
    client.query('select photo_id, content_type from photo where region_id = $1 and appeal_id = $2', [
      context.regionId,
      appealId,
    ]),
    row.topic || reader.sameAuthor.length > 0 ? readSimilar(client, row, context, reader.sameAuthor) : [],
    reader.seesPersonalData ? readContact(client, context.regionId, appealId, reader) : null,
    readLife(client, context.regionId, appealId, row.status, reader.acting(row.organisation)),
  ]);
  const { excerpt: _, ...base } = toAppealRow(row);
  return {
    ...base,
    version: row.version,
    text: row.text,
    regime: row.regime,
    registeredAt: row.registered_at.toISOString(),
    point: row.lat === null || row.lon === null ? null : [row.lat, row.lon],
    address: row.address,
    placeWhy: row.place_why,
    suggestions: row.suggestions,
    modelVersion: row.model_version,
    urgencyReasons: row.urgency_reasons,
    routeWhy: row.route_why,
    coExecutors: row.co_executors,
    deadlineSteps: row.deadline_steps,
    outcome: row.outcome,
    closedAt: row.closed_at?.toISOString() ?? null,
    contact,
    photos: photos.rows.map((photo) => ({ id: photo.photo_id, contentType: photo.content_type })),
    sourceName: row.source_name,
    externalId: row.external_id,
    history,
    similar,
    life,
  };
}

async function readHistory(
  client: pg.Pool,
  regionId: string,
  appealId: string,
): Promise<AppealCard['history']> {
  const events = await client.query(
    `select e.at, e.type, e.actor, acc.name, e.data from event e
       left join account acc on acc.region_id = e.region_id and acc.login = e.actor
      where e.region_id = $1 and e.appeal_id = $2 order by e.transaction_id, e.seq limit 500`,
    [regionId, appealId],
  );
  return events.rows.map((event) => ({
    at: event.at.toISOString(),
    type: event.type,
    actor: event.actor,
    actorName: event.name,
    details: event.data,
  }));
}

/**
 * Same topic and municipality about the same time, in whatever channel, or the same author on a like matter; the author's own first,
 * then nearest in wording. Suggested, never merged by itself.
 */
async function readSimilar(
  client: pg.Pool,
  row: {
    topic: string | null;
    municipality: string | null;
    appeal_id: string;
    filed_at: Date;
    excerpt: string;
  },
  { regionId, scope }: WhereContext,
  sameAuthor: readonly string[],
): Promise<AppealCard['similar']> {
  const found = await client.query(
    `select *, appeal_id = any($7::uuid[]) as same_author from (
       (select ${ROW_COLUMNS} from appeal a
         where a.region_id = $1 and a.topic = $2 and a.municipality is not distinct from $3 and a.appeal_id <> $4
           and a.appeal_id <> all($7::uuid[]) and ${NEAR_IN_TIME}
         order by a.filed_at desc limit 300)
       union all
       (select ${ROW_COLUMNS} from appeal a
         where a.region_id = $1 and a.appeal_id = any($7::uuid[]) and a.appeal_id <> $4 and ${NEAR_IN_TIME}
           and (a.topic = $2 or similarity(left(a.text, 300), $6) >= ${SAME_AUTHOR_MIN})
         order by a.filed_at desc limit 50)) as x
      order by same_author desc, similarity(excerpt, $6) desc limit ${SIMILAR_MAX * 2}`,
    [regionId, row.topic, row.municipality, row.appeal_id, row.filed_at, row.excerpt, sameAuthor],
  );
  return found.rows
    .filter((candidate) => admitsCase(scope, candidate))
    .slice(0, SIMILAR_MAX)
    .map((candidate) => ({ ...toAppealRow(candidate), sameAuthor: candidate.same_author }));
}

async function readContact(
  client: pg.Pool,
  regionId: string,
  appealId: string,
  reader: CardReader,
): Promise<AppealCard['contact']> {
  const found = await client.query(
    'select name, email, phone from applicant where region_id = $1 and appeal_id = $2',
    [regionId, appealId],
  );
  if (!found.rows[0]) return null;
  await client.query(
    'insert into personal_data_reading (region_id, reading_id, at, login, appeal_id) values ($1,$2,$3,$4,$5)',
    [regionId, uuidV7(reader.now.getTime()), reader.now, reader.login, appealId],
  );
  return found.rows[0];
}
