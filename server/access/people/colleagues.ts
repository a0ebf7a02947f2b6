import type pg from 'pg';
import type { ColleagueNamed } from '../../../contract/people.ts';
import { withAncestors, withDescendants } from '../../registry/organisation-tree.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import type { Caller } from '../session.ts';

const SHOWN_MAX = 30;

/**
 * Names of people one may call upon: those of the own body, of what stands over and under it, and of the centre. Whoever works at the
 * centre knows everybody whose cases are within their own limit. Names and bodies only; people without access any more are left out.
 *
 * @param words the beginnings of any words of a name, or of a login; '' for the first by name
 */
export async function readColleagueNames(
  pool: pg.Pool,
  { file, organisations, code }: RegionRegistry,
  caller: Caller,
  words: string,
  now: Date,
): Promise<ColleagueNamed[]> {
  const { organisation } = caller;
  const centre = file.centreOrganisation;
  const ofCentre = organisation === null || organisation === centre || caller.secondments.length > 0;
  const limit = caller.scopeOrganisations;
  const bodies = ofCentre
    ? limit && withDescendants(limit, organisations)
    : [...withAncestors(organisation, organisations), ...withDescendants([organisation], organisations)];
  const starts = words
    .toLowerCase()
    .split(/[^\p{L}\p{N}._-]+/u)
    .filter(Boolean)
    .slice(0, 5)
    .map((word) => `(^|[^[:alnum:]])${word.replace(/[.]/g, '[.]')}`);
  const found = await pool.query<ColleagueNamed>(
    `select login, name, organisation from account
      where region_id = $1 and not disabled and (valid_until is null or valid_until > $2)
        and ($3::text[] is null or organisation is null or organisation = $4 or organisation = any($3))
        and (select coalesce(bool_and(lower(name || ' ' || login) ~ w), true) from unnest($5::text[]) w)
      order by (organisation is distinct from $6), name, login limit ${SHOWN_MAX}`,
    [code, now, bodies, centre, starts, organisation],
  );
  return found.rows;
}
