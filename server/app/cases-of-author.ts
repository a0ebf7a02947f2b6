import type pg from 'pg';
import { findIdentity, keysOfCase, readLinkedKeys, readLinks } from '../identities/index.ts';
import { casesOfAuthors } from '../insight/facts/index.ts';
import type { RegionRuntime } from './region-runtime.ts';

/** Everything known to be of one person: his keys, and his cases whosever they are to see. */
export interface CasesOfAuthor {
  keys: string[];
  ids: string[];
}

const CASE_KEY = 'case:';

/** The cases of these identities and of all that are linked to them. */
export async function casesOfPerson(
  pool: pg.Pool,
  region: RegionRuntime,
  own: readonly string[],
): Promise<CasesOfAuthor> {
  const keys = await readLinkedKeys(pool, region.code, own);
  const single = keys.filter((key) => key.startsWith(CASE_KEY)).map((key) => key.slice(CASE_KEY.length));
  const byKey = await casesOfAuthors(
    region.replica,
    keys.filter((key) => !key.startsWith(CASE_KEY)),
  );
  // The cases a bond was made through are known at once; the replica follows in a moment.
  const links = keys.length > own.length ? await readLinks(pool, region.code, keys) : [];
  const bonds = links.flatMap(({ oneAppeal, otherAppeal }) => [oneAppeal ?? [], otherAppeal ?? []].flat());
  return { keys, ids: [...new Set([...byKey, ...single, ...bonds])] };
}

/** The other cases of the author of this one. */
export async function otherCasesOfAuthor(
  pool: pg.Pool,
  region: RegionRuntime,
  appealId: string,
): Promise<CasesOfAuthor> {
  const author = await findIdentity(pool, region.code, { appealId });
  if (!author) return { keys: [], ids: [] };
  const { keys, ids } = await casesOfPerson(pool, region, keysOfCase(author));
  return { keys, ids: ids.filter((id) => id !== appealId) };
}
