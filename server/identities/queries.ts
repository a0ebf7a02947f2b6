import type pg from 'pg';
import type { IdentityProof } from '../../contract/identities.ts';

type Client = pg.Pool | pg.ClientBase;

/** Who wrote a case, as he is known there. */
export interface Identity {
  key: string;
  /** The case it is known through; null for a chat that has brought none yet. */
  appealId: string | null;
  channel: string;
}

/** One author under all keys is a few; more than this is somebody's experiment. */
const KEYS_MAX = 50;

const IDENTITY = `coalesce(author_key, 'case:' || appeal_id) as key, appeal_id as "appealId", channel`;

/** The author of a case by its identifier or its number; where he left nothing to be known by, the case itself stands for him. */
export async function findIdentity(
  client: Client,
  regionId: string,
  by: { appealId: string } | { number: string },
): Promise<Identity | null> {
  const found = await client.query<Identity>(
    `select ${IDENTITY} from appeal where region_id = $1 and ${'number' in by ? 'number' : 'appeal_id'} = $2`,
    [regionId, 'number' in by ? by.number : by.appealId],
  );
  return found.rows[0] ?? null;
}

/** Accounts that a platform has signed in; a mail's sender, a caller's number and what is typed into a form are only said. */
const SIGNED_IN = `('vk', 'telegram', 'max', 'ok', 'api')`;

/**
 * Who is proved by holding the follow link of a case: the account it was written from, where a platform vouches for it; else the
 * case alone, since anybody may type anybody's address into a form.
 */
export async function findBearer(
  client: Client,
  regionId: string,
  appealId: string,
): Promise<Identity | null> {
  const found = await client.query<Identity>(
    `select case when a.author_key is not null and exists (
              select 1 from conversation_message m where m.region_id = $1 and m.appeal_id = $2 and m.opening
                 and m.direction = 'in' and m.channel in ${SIGNED_IN})
            then a.author_key else 'case:' || a.appeal_id end as key, a.appeal_id as "appealId", a.channel
       from appeal a where a.region_id = $1 and a.appeal_id = $2`,
    [regionId, appealId],
  );
  return found.rows[0] ?? null;
}

/** Both names of the author of a case: his key, and the case itself. */
export const keysOfCase = ({ key, appealId }: Identity): string[] =>
  appealId ? [key, `case:${appealId}`] : [key];

export interface AuthorFacts {
  appealId: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  channel: string;
  municipality: string | null;
  topic: string | null;
  address: string | null;
}

/** What two cases say of their authors; codes where there are codes. Showing it is a reading of personal data. */
export async function readAuthorFacts(
  client: Client,
  regionId: string,
  appealIds: readonly string[],
): Promise<AuthorFacts[]> {
  const found = await client.query<AuthorFacts>(
    `select a.appeal_id as "appealId", p.name, p.phone, p.email, a.channel, a.municipality, a.topic, a.address
       from appeal a left join applicant p using (region_id, appeal_id)
      where a.region_id = $1 and a.appeal_id = any($2::uuid[])`,
    [regionId, appealIds],
  );
  return found.rows;
}

/** These identities with everything that is joined to them, through others too. */
export async function readLinkedKeys(
  client: Client,
  regionId: string,
  keys: readonly string[],
): Promise<string[]> {
  const found = await client.query<{ key: string }>({
    name: 'identities-linked-keys',
    text: `with recursive person(key) as (
        select unnest($2::text[])
        union
        select case when l.one_key = p.key then l.other_key else l.one_key end
          from person p join identity_link l
            on l.region_id = $1 and l.ended_at is null and (l.one_key = p.key or l.other_key = p.key)
      ) select key from person limit ${KEYS_MAX}`,
    values: [regionId, keys],
  });
  return found.rows.map((row) => row.key);
}

export interface LinkRow {
  linkId: string;
  oneKey: string;
  otherKey: string;
  oneAppeal: string | null;
  otherAppeal: string | null;
  proof: IdentityProof;
  reason: string | null;
  at: Date;
  by: string | null;
}

/** The bonds in force between these identities, oldest first. */
export async function readLinks(
  client: Client,
  regionId: string,
  keys: readonly string[],
): Promise<LinkRow[]> {
  const found = await client.query<LinkRow>(
    `select l.link_id as "linkId", l.one_key as "oneKey", l.other_key as "otherKey", l.one_appeal as "oneAppeal",
            l.other_appeal as "otherAppeal", l.proof, l.reason, l.at, coalesce(acc.name, l.login) as by
       from identity_link l left join account acc on acc.region_id = l.region_id and acc.login = l.login
      where l.region_id = $1 and l.ended_at is null and l.one_key = any($2) and l.other_key = any($2) order by l.at`,
    [regionId, keys],
  );
  return found.rows;
}

/** @returns the pair as it stands, or null when it was in force already */
export async function insertLink(
  client: pg.ClientBase,
  regionId: string,
  row: Omit<LinkRow, 'by'> & { login: string | null },
): Promise<boolean> {
  const inserted = await client.query(
    `insert into identity_link (region_id, link_id, one_key, other_key, one_appeal, other_appeal, proof, reason, at, login)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (region_id, one_key, other_key) where ended_at is null do nothing`,
    [
      regionId,
      row.linkId,
      row.oneKey,
      row.otherKey,
      row.oneAppeal,
      row.otherAppeal,
      row.proof,
      row.reason,
      row.at,
      row.login,
    ],
  );
  return inserted.rowCount === 1;
}

export async function updateEnded(
  client: pg.ClientBase,
  regionId: string,
  linkId: string,
  end: { now: Date; login: string; reason: string },
): Promise<{ oneAppeal: string | null; otherAppeal: string | null } | null> {
  const updated = await client.query(
    `update identity_link set ended_at = $3, ended_by = $4, ended_reason = $5
      where region_id = $1 and link_id = $2 and ended_at is null
      returning one_appeal as "oneAppeal", other_appeal as "otherAppeal"`,
    [regionId, linkId, end.now, end.login, end.reason],
  );
  return updated.rows[0] ?? null;
}

export async function countCodes(
  client: pg.ClientBase,
  regionId: string,
  asked: { askerKey: string; appealId: string | null; since: Date },
): Promise<{ byAsker: number; toAppeal: number }> {
  const found = await client.query(
    `select (select count(*)::int from identity_code where region_id = $1 and asker_key = $2 and created_at > $4) as "byAsker",
            (select count(*)::int from identity_code where region_id = $1 and appeal_id = $3 and created_at > $4) as "toAppeal"`,
    [regionId, asked.askerKey, asked.appealId, asked.since],
  );
  return found.rows[0];
}

export async function insertCode(
  client: pg.ClientBase,
  regionId: string,
  row: {
    codeId: string;
    askerKey: string;
    askerAppeal: string | null;
    appealId: string | null;
    codeHash: Buffer | null;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await client.query(
    `insert into identity_code (region_id, code_id, asker_key, asker_appeal, appeal_id, code_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [regionId, row.codeId, row.askerKey, row.askerAppeal, row.appealId, row.codeHash, row.now, row.expiresAt],
  );
}

const LIVE = (triesMax: string) =>
  `select code_id from identity_code where region_id = $1 and asker_key = $2 and used_at is null and expires_at > $3
      and tries < ${triesMax} order by created_at desc limit 1`;

/** Takes one try off the newest code that waits for this asker. @returns null when none waits */
export async function takeTry(
  client: pg.ClientBase,
  regionId: string,
  asked: { askerKey: string; now: Date; triesMax: number },
): Promise<{ codeId: string; codeHash: Buffer | null; appealId: string | null } | null> {
  const found = await client.query(
    `update identity_code set tries = tries + 1 where region_id = $1 and code_id = (${LIVE('$4')} for update) and tries < $4
     returning code_id as "codeId", code_hash as "codeHash", appeal_id as "appealId"`,
    [regionId, asked.askerKey, asked.now, asked.triesMax],
  );
  return found.rows[0] ?? null;
}

export async function hasLiveCode(
  client: Client,
  regionId: string,
  asked: { askerKey: string; now: Date; triesMax: number },
): Promise<boolean> {
  const found = await client.query(LIVE('$4'), [regionId, asked.askerKey, asked.now, asked.triesMax]);
  return found.rowCount === 1;
}

export async function markUsed(
  client: pg.ClientBase,
  regionId: string,
  codeId: string,
  now: Date,
): Promise<void> {
  await client.query('update identity_code set used_at = $3 where region_id = $1 and code_id = $2', [
    regionId,
    codeId,
    now,
  ]);
}

/** Asking is counted by the hour; a day later nobody needs the row. */
const CODE_ROW_HOURS = 24;

/** Letters whose code has expired go, sent or not: nobody must send them again. Rows of yesterday go too. */
export async function eraseCodes(client: Client, regionId: string, now: Date): Promise<void> {
  await client.query(
    `delete from outgoing_message o using identity_code c
      where c.region_id = $1 and c.expires_at < $2 and c.code_hash is not null and o.region_id = $1
        and o.dedupe_key = 'identity-code:' || c.code_id and o.state <> 'sending'`,
    [regionId, now],
  );
  await client.query(
    `delete from identity_code where region_id = $1 and created_at < $2::timestamptz - make_interval(hours => ${CODE_ROW_HOURS})`,
    [regionId, now],
  );
}

export interface PrivateAddress {
  channel: string;
  account: string;
  threadKey: string;
  recipient: string;
}

/** Where only the author of a case reads: his chat or his letters, else the mail he left. A comment under a post is read by all. */
export async function findPrivateAddress(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
): Promise<PrivateAddress | null> {
  const found = await client.query<PrivateAddress>(
    `(select channel, account, thread_key as "threadKey", recipient from thread
       where region_id = $1 and appeal_id = $2 and scope in ('dialog', 'mail') order by last_at desc limit 1)
     union all
     (select 'email', m.account, 'appeal:' || p.appeal_id, p.email
        from applicant p join channel_account m on m.region_id = $1 and m.channel = 'email' and m.enabled
       where p.region_id = $1 and p.appeal_id = $2 and p.email <> '' order by m.account limit 1)
     limit 1`,
    [regionId, appealId],
  );
  return found.rows[0] ?? null;
}
