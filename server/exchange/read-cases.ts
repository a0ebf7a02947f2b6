import type pg from 'pg';
import { columnsOf, type ExportedCase } from './exported-case.ts';

/** Which cases: `from appeal a … where …`, whole with the reader's scope; values go into `parameters`. */
export interface CaseSelection {
  regionId: string;
  fromWhere(parameters: unknown[]): string;
}

const PAGE = 500;

/**
 * The cases of a selection, newest first, by pages (keyset), all of one snapshot: what changes meanwhile neither doubles a row nor
 * loses one.
 *
 * @throws what the database throws; a page is never skipped
 */
export async function* readCases(
  pool: pg.Pool,
  selection: CaseSelection,
  options: { contacts: boolean; regime?: string },
): AsyncGenerator<ExportedCase[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    let after: { place: string; id: string } | null = null;
    for (;;) {
      const parameters: unknown[] = [];
      const where = [selection.fromWhere(parameters)];
      if (options.regime) where.push(`a.regime = $${parameters.push(options.regime)}`);
      if (after) {
        const [place, id] = [parameters.push(after.place), parameters.push(after.id)];
        where.push(`(a.filed_at, a.appeal_id) < ($${place}::timestamptz, $${id}::uuid)`);
      }
      const found: pg.QueryResult<ExportedCase & { place: string }> = await client.query(
        `select ${columnsOf(options)}, a.filed_at::text as place ${where.join(' and ')}
          order by a.filed_at desc, a.appeal_id desc limit ${PAGE}`,
        parameters,
      );
      if (found.rows.length > 0) yield found.rows;
      const last = found.rows.at(-1);
      if (!last || found.rows.length < PAGE) break;
      after = last;
    }
  } finally {
    await client.query('rollback').catch((error: Error) => {
      broken = error;
    });
    client.release(broken);
  }
}
