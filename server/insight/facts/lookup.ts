/**
 * A small table to join facts with: what a topic counts as, which window a day lies in. DuckDB knows the bounds of a table's
 * columns, not those of an expression, and only with bounds does it count in an array.
 */
export interface Lookup {
  /** Says the contents: the same name stands for the same rows. */
  name: string;
  columns: readonly { name: string; type: 'smallint' | 'utinyint' | 'integer'; values: readonly number[] }[];
}

const KEPT = 100;

/** Tables by name, the longest unused dropped; their life is that of the connection. */
export function createLookups(run: (sql: string) => Promise<unknown>): (lookup: Lookup) => Promise<string> {
  const made = new Map<string, { table: string; ready: Promise<unknown> }>();
  let number = 0;
  return async (lookup) => {
    let known = made.get(lookup.name);
    if (known) {
      made.delete(lookup.name);
      made.set(lookup.name, known);
    } else {
      const table = `lookup_${(number += 1)}`;
      const columns = lookup.columns.map(
        ({ name, type, values }) => `unnest([${values.join(',')}]::${type}[]) as ${name}`,
      );
      known = { table, ready: run(`create temp table ${table} as select ${columns.join(', ')}`) };
      made.set(lookup.name, known);
      known.ready.catch(() => made.delete(lookup.name));
      // A question that still runs keeps the contents of a dropped table; one not begun yet asked for a newer one.
      if (made.size > KEPT) {
        const [oldest, { table: dropped }] = made.entries().next().value!;
        made.delete(oldest);
        void run(`drop table ${dropped}`).catch(() => {});
      }
    }
    await known.ready;
    return known.table;
  };
}
