// Inserts whole appeal rows one by one, each in a transaction of its own, prepared, nothing else. Started by load-process.ts.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { uuidV7 } from '../../../server/platform/identifiers/uuid-v7.ts';
import { type Settings, serveLoad } from './load-process.ts';

const { connection, table, connections, from } = JSON.parse(process.argv[2]!) as Settings & {
  connection: pg.ClientConfig;
  table: string;
  /** SQL of the rows to repeat (with new identifiers). */
  from: string;
};
const clients = await Promise.all(
  Array.from({ length: connections }, async () => {
    const client = new pg.Client(connection);
    await client.connect();
    return client;
  }),
);
// Dates and JSON are taken as text, so that no time goes into turning them to and fro.
const raw = { getTypeParser: () => (text: string) => text };
const found = await clients[0]!.query({ text: from, types: raw });
const generated = await clients[0]!.query(
  `select attname as name from pg_attribute where attrelid = $1::regclass and attgenerated <> ''`,
  [table],
);
const computed = new Set(generated.rows.map(({ name }) => name));
const columns = found.fields.map(({ name }) => name).filter((name) => !computed.has(name));
const text = `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;
const rows = found.rows as Record<string, string | null>[];
let next = 0;

await serveLoad(connections, async (connectionIndex) => {
  const row = rows[next++ % rows.length]!;
  const values = columns.map((name) => {
    if (name === 'appeal_id') return uuidV7(Date.now());
    if (name === 'number') return `bare-${next}-${process.pid}`;
    return name === 'external_id' ? randomUUID() : row[name];
  });
  await clients[connectionIndex]!.query({ name: 'bare', text, values });
  return true;
});
