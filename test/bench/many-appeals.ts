import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { monotonicMs } from '../../server/platform/clock.ts';
import type { Database } from '../../server/platform/database/index.ts';
import { loadRegion } from '../../server/registry/store/index.ts';
import { openStore } from '../running-server.ts';

export const HISTORY_DAYS = 840;
const BATCH = 250_000;
const MARK = 'many-appeals.json';

/** About as long as an appeal: PostgreSQL must carry rows of real width. */
const WORDS =
  'Здравствуйте, на нашей улице уже вторую неделю не убирают снег, тротуар покрыт льдом, люди падают, просим принять меры и ответить, когда это будет сделано. ';

/**
 * A store of many invented appeals: rows of `appeal` alone, written by one SQL statement a batch in the order of their days, with every
 * index the product has. Topics, places, channels and bodies are unevenly frequent; two thirds have a point, a sixth a rating;
 * the last six weeks are still open. Registration is not part of it: there is a benchmark of its own for that.
 *
 * @param dataFolder used as it is when it was filled with as many before
 */
export async function prepareManyAppeals(
  dataFolder: string,
  rows: number,
  say: (line: string) => void,
): Promise<{ store: Database; fillSeconds: number | null }> {
  const mark = join(dataFolder, MARK);
  const known = existsSync(mark);
  const store = await openStore(dataFolder);
  if (known) return { store, fillSeconds: null };
  const begin = monotonicMs();
  const { file, taxonomy } = await loadRegion(store.pool, '54');
  const client = await store.pool.connect();
  await client.query('set statement_timeout = 0');
  await client.query('set synchronous_commit = off');
  await client.query("set maintenance_work_mem = '512MB'");
  const above = new Set(taxonomy.topics.map(({ parent }) => parent));
  const indexes = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'appeal' and indexname <> 'appeal_pkey'`,
  );
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
  await fill(client, rows, {
    topics: taxonomy.topics.filter(({ code }) => !above.has(code)).map(({ code }) => code),
    places: file.municipalities.map(({ code }) => code),
    bodies: file.organisations.map(({ code }) => code),
    box: boundsOf(file.centre),
    say,
  });
  for (const { name, definition } of indexes.rows) {
    say(`index ${name}`);
    await client.query(definition);
  }
  await client.query('vacuum analyze appeal');
  await client.query('checkpoint');
  client.release();
  writeFileSync(mark, JSON.stringify({ rows }));
  return { store, fillSeconds: (monotonicMs() - begin) / 1000 };
}

interface Kinds {
  topics: string[];
  places: string[];
  bodies: string[];
  box: { lat: number; lon: number };
  say(line: string): void;
}

const boundsOf = ([lat, lon]: readonly [number, number]) => ({ lat: lat - 0.6, lon: lon - 1 });

async function fill(client: pg.PoolClient, rows: number, kinds: Kinds): Promise<void> {
  await client.query('select setseed(0.25)');
  for (let from = 0; from < rows; from += BATCH) {
    await client.query(
      `insert into appeal (region_id, appeal_id, number, channel, external_id, regime, kind, status, outcome, text, filed_at,
         registered_at, closed_at, author_key, lat, lon, municipality, topic, topic_p, suggestions, triage, urgency, organisation,
         route_why, due_at, deadline_steps, rating)
       select '54', id::uuid, 'Н-' || n, channel, n::text, 'social', 'complaint', status,
              case when status = 'closed' then 'explained' end, $7 || n, filed, filed,
              case when status = 'closed' then least(filed + interval '6 days', date_trunc('milliseconds', now())) end,
              'author-' || (random() * $8)::int, case when pointed then $5 + power(random(), 2) * 1.2 end,
              case when pointed then $6 + power(random(), 2) * 2 end,
              ($3::text[])[1 + floor(power(random(), 3) * cardinality($3::text[]))::int],
              ($2::text[])[1 + floor(power(random(), 2) * cardinality($2::text[]))::int], 0.9, '[]', 'auto', 2,
              ($4::text[])[1 + floor(power(random(), 3) * cardinality($4::text[]))::int], 'правило',
              filed + interval '8 days', '[]', case when random() < 0.17 then 1 + floor(random() * 5)::int end
         from (
           select n, filed, random() < 0.66 as pointed,
                  ('{web,vk,vk,vk,telegram,ok,hotline,hotline,mfc,pos,pos,email,incident,max}'::text[])[1 + floor(random() * 14)::int] as channel,
                  case when age > 42 or random() < 0.5 then 'closed'
                       else ('{routed,in_work,in_work,answered,interim_answer}'::text[])[1 + floor(random() * 5)::int] end as status,
                  lpad(to_hex((extract(epoch from filed) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || 'a'
                    || lpad(to_hex((random() * 4095)::int), 3, '0') || lpad(to_hex(n), 12, '0') as id
             from (select n, $9::float8 * (1 - n / $10::float8) as age,
                          date_trunc('milliseconds', now() - interval '1 day' * ($9::float8 * (1 - n / $10::float8))) as filed
                     from generate_series($1::bigint, $1::bigint + $11::bigint - 1) as n) as moments
         ) as drawn`,
      [
        from,
        kinds.topics,
        kinds.places,
        kinds.bodies,
        kinds.box.lat,
        kinds.box.lon,
        WORDS,
        Math.ceil(rows / 3),
        HISTORY_DAYS,
        rows,
        Math.min(BATCH, rows - from),
      ],
    );
    if ((from + BATCH) % 1_000_000 === 0) kinds.say(`${from + BATCH} of ${rows}`);
  }
}
