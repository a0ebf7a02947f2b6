import type { CaseFilter, DueWindow } from '../../contract/filters.ts';
import { type AccessScope, whereCase } from '../access/index.ts';
import { chosenDays } from '../registry/chosen-days.ts';
import { chosenTopics } from '../registry/chosen-topics.ts';
import { dueWindows, WHERE_OWED } from '../registry/due-windows.ts';
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
  filter: Omit<CaseFilter, 'q'>,
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
  among('a.assignee', filter.assignee);
  if (filter.owed) conditions.push(WHERE_OWED);
  if (filter.due) conditions.push(WHERE_OWED, whereDue(filter.due, context, put));
  if (filter.promised) {
    conditions.push(`exists (select 1 from promise p where p.region_id = a.region_id and p.appeal_id = a.appeal_id
      and p.state = ${put(filter.promised)})`);
  }
  if (filter.reopened) conditions.push('a.reopenings > 0');
  if (filter.pilot === 'without') conditions.push('not a.pilot');
  if (filter.pilot === 'only') conditions.push('a.pilot');
  if (filter.escalated) conditions.push(`a.escalation >= ${put(Number(filter.escalated))}`);
  conditions.push(whereCase(context.scope, parameters));
  return conditions.join(' and ');
}

export { WHERE_OWED as OWED } from '../registry/due-windows.ts';

function whereDue(
  chosen: readonly DueWindow[],
  { now, timeZone }: WhereContext,
  put: (value: unknown) => string,
): string {
  const windows = dueWindows(now, timeZone);
  const each = chosen.map((name) => {
    const { from, to } = windows[name];
    return [from && `a.due_at >= ${put(from)}`, to && `a.due_at < ${put(to)}`].filter(Boolean).join(' and ');
  });
  return each.length > 0 ? `(${each.map((condition) => `(${condition})`).join(' or ')})` : 'false';
}
