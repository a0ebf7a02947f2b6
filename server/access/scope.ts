import { withDescendants } from '../registry/organisation-tree.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import type { Caller } from './session.ts';

/** Whose cases a person sees, spelled out in codes; null = not limited by this dimension. */
export interface AccessScope {
  organisations: readonly string[] | null;
  topics: readonly string[] | null;
  municipalities: readonly string[] | null;
  /** What is seen besides: a seconded person's own ministry. */
  besides?: AccessScope | null;
}

/** The account's limits with everything under them: a ministry sees its institutions, a sector all its topics. */
export function scopeOf(caller: Caller, registry: RegionRegistry): AccessScope {
  const { secondments } = caller;
  const organisations =
    caller.scopeOrganisations ?? (secondments.length > 0 ? null : ownBody(caller, registry));
  const sectors = secondments.length > 0 ? secondments.map(({ sector }) => sector) : caller.scopeSectors;
  return {
    organisations: organisations && withDescendants(organisations, registry.organisations),
    topics: sectors && topicsOf(sectors, registry),
    municipalities: caller.scopeMunicipalities,
    // A seconded person follows the block at the centre and how the home ministry executes, each within its own limit.
    besides:
      secondments.length > 0
        ? {
            organisations: withDescendants(
              secondments.map(({ home }) => home),
              registry.organisations,
            ),
            topics: null,
            municipalities: caller.scopeMunicipalities,
          }
        : null,
  };
}

function topicsOf(sectors: readonly string[], { taxonomy, sectorByTopic }: RegionRegistry): string[] {
  const wanted = new Set(sectors);
  return taxonomy.topics
    .map((topic) => topic.code)
    .filter((code) => wanted.has(sectorByTopic.get(code) ?? 'outside'));
}

/** Whoever works for a body sees that body's cases unless the account says otherwise; a territory or a sector also says otherwise. */
function ownBody(caller: Caller, registry: RegionRegistry): string[] | null {
  const { organisation } = caller;
  if (organisation === null || organisation === registry.file.centreOrganisation) return null;
  const executes = caller.role === 'executor' || caller.role === 'approver';
  return executes || (!caller.scopeSectors && !caller.scopeMunicipalities) ? [organisation] : null;
}

/**
 * The same limits for one case in hand (live events, a single card). A co-executor may open its case; lists and counts are of
 * responsible bodies, so that both give the same number.
 */
export function admitsCase(
  scope: AccessScope,
  item: {
    organisation: string;
    coExecutors?: readonly string[];
    topic: string | null;
    municipality: string | null;
  },
): boolean {
  const { organisations, topics, municipalities, besides } = scope;
  if (besides && admitsCase(besides, item)) return true;
  if (
    organisations &&
    ![item.organisation, ...(item.coExecutors ?? [])].some((code) => organisations.includes(code))
  )
    return false;
  if (topics && (item.topic === null || !topics.includes(item.topic))) return false;
  return !municipalities || (item.municipality !== null && municipalities.includes(item.municipality));
}

/** The same limits as a condition over `appeal a`; values go into `parameters`. */
export function whereCase(scope: AccessScope, parameters: unknown[]): string {
  const conditions: string[] = [];
  const among = (column: string, codes: readonly string[] | null) => {
    if (!codes) return;
    parameters.push(codes);
    conditions.push(`${column} = any($${parameters.length})`);
  };
  among('a.organisation', scope.organisations);
  among('a.topic', scope.topics);
  among('a.municipality', scope.municipalities);
  const own = conditions.length > 0 ? conditions.join(' and ') : 'true';
  return scope.besides ? `((${own}) or (${whereCase(scope.besides, parameters)}))` : own;
}
