import type pg from 'pg';

const HEADING = `-- The schema as all migrations leave it, read back from the catalogue. Written by «npm run schema»; do not edit.
-- Changing it: add a file to server/schema/migrations, run «npm run schema», and review the difference of this file.
`;

/** Tables, columns, keys, checks and indexes of a migrated database as readable SQL; the same on every supported server. */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const extensions = await pool.query(
    `select extname from pg_extension where extname <> 'plpgsql' order by extname`,
  );
  const tables = await pool.query(
    `select c.oid, c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`,
  );
  const parts = [HEADING, extensions.rows.map((row) => `create extension ${row.extname};\n`).join('')];
  for (const table of tables.rows) parts.push(await dumpTable(pool, table));
  return parts.join('\n');
}

async function dumpTable(pool: pg.Pool, { oid, name }: { oid: number; name: string }): Promise<string> {
  const columns = await pool.query(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
            a.attidentity as identity, a.attgenerated = 's' as made, pg_get_expr(d.adbin, d.adrelid) as preset
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [oid],
  );
  const constraints = await pool.query(
    `select conname as name, pg_get_constraintdef(oid) as text from pg_constraint
      where conrelid = $1 and contype in ('p', 'u', 'c', 'f')
      order by array_position('{p,u,c,f}'::"char"[], contype), conname`,
    [oid],
  );
  const indexes = await pool.query(
    `select pg_get_indexdef(i.indexrelid) as text from pg_index i
      where i.indrelid = $1 and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = $1)
      order by 1`,
    [oid],
  );
  const lines = [
    ...columns.rows.map(columnText),
    ...constraints.rows.map((constraint) => `constraint ${constraint.name} ${constraint.text}`),
  ];
  const body = lines.map((line) => `  ${line}`).join(',\n');
  const after = indexes.rows.map((index) => `${index.text.replace(' ON public.', ' ON ')};\n`).join('');
  return `create table ${name} (\n${body}\n);\n${after}`;
}

interface Column {
  name: string;
  type: string;
  required: boolean;
  identity: string;
  /** Counted by the table from its other columns. */
  made: boolean;
  preset: string | null;
}

function columnText({ name, type, required, identity, made, preset }: Column): string {
  const own =
    identity === 'a'
      ? ' generated always as identity'
      : preset === null
        ? ''
        : made
          ? ` generated always as (${preset}) stored`
          : ` default ${preset}`;
  return `${name} ${type}${required ? ' not null' : ''}${own}`;
}
