import type pg from 'pg';

/** A rung that somebody has to hear of, with what its letter says. No text of any resident. */
export interface UntoldEscalation {
  escalationId: string;
  rung: string;
  level: number;
  toRole: string;
  toOrganisation: string | null;
  appealId: string;
  number: string;
  organisation: string;
  coExecutors: string[];
  topic: string | null;
  municipality: string | null;
  pilot: boolean;
  /** «login channel» of those who were written to. */
  told: string[];
}

/** A warning that the term ends tomorrow stays on the screen: nobody's box is filled with what may still come right. */
const LEVEL_FROM = 2;
/** What nobody was told of within this time is on the board anyway. */
const NEWS_HOURS = 24;
const ROWS_MAX = 2000;

/** Rungs of the last day that nobody has taken note of, gravest first. */
export async function readUntold(
  client: pg.ClientBase,
  regionId: string,
  now: Date,
): Promise<UntoldEscalation[]> {
  const found = await client.query<UntoldEscalation>(
    `select e.escalation_id as "escalationId", e.why as rung, e.level, e.to_role as "toRole", e.to_organisation as "toOrganisation",
            a.appeal_id as "appealId", a.number, a.organisation, a.co_executors as "coExecutors", a.topic, a.municipality, a.pilot,
            array(select l.login || ' ' || l.channel from escalation_letter l
                   where l.region_id = e.region_id and l.escalation_id = e.escalation_id) as told
       from escalation e join appeal a on a.region_id = e.region_id and a.appeal_id = e.appeal_id
      where e.region_id = $1 and e.acknowledged_at is null and e.level >= ${LEVEL_FROM}
        and e.at > $2::timestamptz - interval '${NEWS_HOURS} hours'
      order by e.level desc, e.at, e.escalation_id limit ${ROWS_MAX}`,
    [regionId, now],
  );
  return found.rows;
}

/** When each «login channel» was last written to. */
export async function readLastLetters(
  client: pg.ClientBase,
  regionId: string,
  since: Date,
): Promise<ReadonlySet<string>> {
  const found = await client.query<{ key: string }>(
    `select distinct login || ' ' || channel as key from escalation_letter where region_id = $1 and sent_at > $2`,
    [regionId, since],
  );
  return new Set(found.rows.map((row) => row.key));
}

/** These have been told to this person by this way; told twice, they stand once. */
export async function noteLetters(
  client: pg.ClientBase,
  regionId: string,
  letter: { login: string; channel: 'email' | 'bot'; escalationIds: readonly string[] },
  now: Date,
): Promise<void> {
  await client.query(
    `insert into escalation_letter (region_id, escalation_id, login, channel, sent_at)
     select $1, id, $3, $4, $5 from unnest($2::uuid[]) as e (id) on conflict do nothing`,
    [regionId, letter.escalationIds, letter.login, letter.channel, now],
  );
}
