import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { ExportQuery } from '../../contract/exchange.ts';
import type { AccessScope } from '../access/index.ts';
import { fromListed, planSearch } from '../casework/index.ts';
import type { CaseSelection, ExportContext } from '../exchange/index.ts';
import type { RegionRegistry } from '../registry/store/index.ts';

/** The list that an export was asked for, as a selection for `server/exchange`: the same condition as the list's own. */
export async function selectForExport(
  pool: pg.Pool,
  query: ExportQuery,
  registry: RegionRegistry,
  scope: AccessScope,
  now: Date,
): Promise<CaseSelection> {
  const { file, taxonomy, sectorByTopic } = registry;
  const context = { regionId: registry.code, timeZone: file.timeZone, scope, taxonomy, sectorByTopic, now };
  const search = query.q ? await planSearch(pool, registry.code, query.q) : null;
  const listed = { ...query, ...daysOf(query.month) };
  return {
    regionId: registry.code,
    fromWhere: (parameters) => fromListed(listed, search, context, parameters),
  };
}

function daysOf(month: string | undefined): { from?: string; to?: string } {
  if (!month) return {};
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${last}` };
}

/** Everything a profile needs beside the cases; the fingerprints of authors are the same in every export of the region. */
export async function exportContext(
  pool: pg.Pool,
  registry: RegionRegistry,
  now: Date,
  department?: string,
): Promise<ExportContext> {
  await pool.query(
    `insert into setting (region_id, name, value) values ($1, 'export-key', $2) on conflict do nothing`,
    [registry.code, JSON.stringify(randomBytes(32).toString('hex'))],
  );
  const found = await pool.query(`select value from setting where region_id = $1 and name = 'export-key'`, [
    registry.code,
  ]);
  const key: string = found.rows[0].value;
  const fingerprint = (author: string) =>
    createHmac('sha256', key).update(author).digest('base64url').slice(0, 22);
  return { registry, now, department, fingerprint };
}
