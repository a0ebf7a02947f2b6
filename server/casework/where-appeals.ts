import type { AppealFilter } from '../../contract/filters.ts';
import { type AccessScope, whereCase } from '../access/index.ts';
import { chosenDays } from '../registry/chosen-days.ts';
import { chosenTopics } from '../registry/chosen-topics.ts';
import type { Taxonomy } from '../registry/taxonomy.ts';

export interface WhereContext {
  regionId: string;
  timeZone: string;
  scope: AccessScope;
  taxonomy: Taxonomy;
  sectorByTopic: ReadonlyMap<string, string>;
  now: Date;
}

/**
 * Condition over `appeal a` for a filter and a scope; values go into `parameters`. The map's counterpart is
 * `insight/facts/where-facts.ts`: one filter must mean the same in both (a test compares them).
 */
export function whereAppeals(
  filter: Omit<AppealFilter, 'q'>,
  context: WhereContext,
  parameters: unknown[],
): string {
  const put = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = [`a.region_id = ${put(context.regionId)}`];
  const { from, to } = chosenDays(filter);
  if (from)
    conditions.push(`a.filed_at >= (${put(from)}::date::timestamp at time zone ${put(context.timeZone)})`);
  if (to)
    conditions.push(`a.filed_at < ((${put(to)}::date + 1)::timestamp at time zone ${put(context.timeZone)})`);
  const among = (column: string, codes: readonly string[] | undefined) => {
    if (!codes) return;
    // «-» chooses what has no value.
    const orNull = codes.includes('-') ? ` or ${column} is null` : '';
    conditions.push(`(${column} = any(${put(codes)})${orNull})`);
  };
  among('a.channel', filter.channel);
  among('a.municipality', filter.municipality);
  among('a.status', filter.status);
  among('a.organisation', filter.organisation);
  among('a.kind', filter.kind);
  among('a.triage', filter.triage);
  among('a.topic', chosenTopics(filter, context));
  if (filter.overdue) {
    conditions.push(`a.status not in ('rejected', 'withdrawn', 'closed') and a.due_at < ${put(context.now)}`);
  }
  conditions.push(whereCase(context.scope, parameters));
  return conditions.join(' and ');
}
