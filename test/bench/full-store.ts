import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { openRegistrar } from '../../server/app/open-registrar.ts';
import { indexSearch } from '../../server/casework/index.ts';
import { generateDemoAppeals } from '../../server/demo/index.ts';
import { toMessage } from '../../server/demo/write-demo.ts';
import { registerAppeals } from '../../server/intake/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Database } from '../../server/platform/database/index.ts';
import { loadRegion } from '../../server/registry/store/index.ts';
import { openStore } from '../running-server.ts';

export const FULL_COUNT = 1_000_000;
const WRITTEN = 50_000;
const COPIES = FULL_COUNT / WRITTEN - 1;
const PART_DAYS = 42;
const BATCH = 500;
const DAY_MS = 86_400_000;
const MARK = 'full-store.json';

/**
 * A store of a million appeals of 840 days. 50 000 invented ones go the server's own way (registration, triage, event, text index);
 * nineteen copies of all their rows follow inside PostgreSQL, each with its own identifiers and numbers and 42 days earlier. Row sizes
 * and indexes are therefore those of real filings; the words of the texts repeat twenty times.
 *
 * @param dataFolder used as it is when it was filled before
 */
export async function prepareFullStore(dataFolder: string, say: (line: string) => void): Promise<void> {
  if (existsSync(join(dataFolder, MARK))) return;
  const store = await openStore(dataFolder);
  try {
    say(`filling ${FULL_COUNT} appeals into ${dataFolder}: ${WRITTEN} registered, the rest copied`);
    await registerInvented(store);
    const client = await store.pool.connect();
    await client.query('set statement_timeout = 0');
    for (let copy = 1; copy <= COPIES; copy += 1) {
      await copyAll(client, copy);
      say(`${(copy + 1) * WRITTEN} of ${FULL_COUNT}`);
    }
    await client.query('create index appeal_search_document on appeal_search using gin (document)');
    await client.query(
      `insert into event_cursor (region_id, follower, transaction_id, seq)
       select region_id, 'search', transaction_id, seq from event order by transaction_id desc, seq desc limit 1
       on conflict (region_id, follower) do update set transaction_id = excluded.transaction_id, seq = excluded.seq`,
    );
    for (const table of ['appeal', 'message', 'event', 'appeal_search', 'applicant', 'search_word'])
      await client.query(`vacuum analyze ${table}`);
    await client.query('checkpoint');
    client.release();
  } finally {
    await store.close();
  }
  writeFileSync(join(dataFolder, MARK), JSON.stringify({ count: FULL_COUNT }));
}

async function registerInvented(store: Database): Promise<void> {
  const now = systemClock.now();
  const { file, taxonomy } = await loadRegion(store.pool, '54');
  const registrar = await openRegistrar(store, '54');
  const appeals = generateDemoAppeals({
    seed: 9,
    region: file,
    taxonomy,
    from: new Date(now.getTime() - PART_DAYS * DAY_MS),
    to: now,
    // More than asked for, so that the count and not the end of the period stops it.
    perWeek: Math.ceil((WRITTEN / PART_DAYS) * 7 * 1.04),
  });
  let batch: Parameters<typeof registerAppeals>[1][number][] = [];
  let written = 0;
  for (const appeal of appeals) {
    batch.push(toMessage(appeal, now));
    if (batch.length < BATCH) continue;
    await registerAppeals(registrar.context, batch);
    written += batch.length;
    batch = [];
    if (written === WRITTEN) break;
  }
  await registrar.close();
  const client = await store.pool.connect();
  const ids = await client.query<{ appeal_id: string }>('select appeal_id from appeal order by 1');
  for (let at = 0; at < ids.rows.length; at += 2000)
    await indexSearch(
      client,
      '54',
      ids.rows.slice(at, at + 2000).map((row) => row.appeal_id),
    );
  await client.query('drop index appeal_search_document');
  client.release();
}

/** One transaction a copy; the index over words is built once at the end. */
async function copyAll(client: pg.PoolClient, copy: number): Promise<void> {
  const shift = `interval '${copy * PART_DAYS} days'`;
  const columns = async (table: string, changed: Record<string, string>) => {
    const found = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
        where is_generated = 'NEVER' and table_schema = 'public' and table_name = $1 and is_identity = 'NO' order by ordinal_position`,
      [table],
    );
    const names = found.rows.map(({ name }) => name).filter((name) => name !== 'transaction_id');
    const values = names.map((name) => changed[name] ?? `t.${name}`);
    await client.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
         from ${table} t join copied c on c.old = t.appeal_id order by c.fresh`,
    );
  };
  await client.query('begin');
  await client.query(
    `create temp table copied on commit drop as
       select appeal_id as old, uuidv7() as fresh from appeal where number not like '%/%'`,
  );
  const appeal_id = 'c.fresh';
  const external_id = `t.external_id || '/${copy}'`;
  await columns('message', { appeal_id, external_id });
  await columns('appeal', {
    appeal_id,
    external_id,
    number: `t.number || '/${copy}'`,
    filed_at: `t.filed_at - ${shift}`,
    closed_at: `t.closed_at - ${shift}`,
    due_at: `t.due_at - ${shift}`,
  });
  await columns('applicant', { appeal_id });
  await columns('event', { appeal_id, at: `t.at - ${shift}` });
  await columns('appeal_search', { appeal_id, filed_at: `t.filed_at - ${shift}` });
  await client.query('commit');
}
