import type { AppealFilter } from '../../../contract/filters.ts';
import type { Taxonomy } from '../../registry/taxonomy.ts';
import type { Dimension, Replica } from './replica.ts';

/** What a person may see, as codes; null = not limited by this dimension. */
export interface FactScope {
  organisations: readonly string[] | null;
  /** Topics of the person's sectors. */
  topics: readonly string[] | null;
  municipalities: readonly string[] | null;
}

type Filter = Omit<AppealFilter, 'q' | 'from' | 'to'>;

export interface FilterContext {
  replica: Replica;
  taxonomy: Taxonomy;
  sectorByTopic: ReadonlyMap<string, string>;
}

/**
 * SQL condition over `fact` for a filter and a scope, days apart (each question treats them its own way). Only numbers that we
 * looked up ourselves enter the text; a code that was never met finds nothing.
 */
export function whereFacts(filter: Filter, scope: FactScope, context: FilterContext): string {
  const { replica } = context;
  const conditions: string[] = [];
  const among = (dimension: Dimension, codes: readonly string[] | null | undefined) => {
    if (!codes) return;
    const ids = codes.flatMap((code) => replica.idOf(dimension, code) ?? []);
    conditions.push(ids.length > 0 ? `${dimension} in (${ids.join(',')})` : 'false');
  };
  among('channel', filter.channel);
  among('kind', filter.kind);
  among('status', filter.status);
  among('triage', filter.triage);
  among('organisation', filter.organisation);
  among(
    'municipality',
    filter.municipality?.map((code) => (code === '-' ? '' : code)),
  );
  among('topic', topicsOf(filter, context));
  among('organisation', scope.organisations);
  among('municipality', scope.municipalities);
  among('topic', scope.topics);
  return conditions.length > 0 ? conditions.join(' and ') : 'true';
}

/** Topics that the filter's topic (any level) and sector choices leave, or undefined when it does not choose. */
export function topicsOf(
  filter: Pick<Filter, 'topic' | 'sector'>,
  { taxonomy, sectorByTopic }: Pick<FilterContext, 'taxonomy' | 'sectorByTopic'>,
): string[] | undefined {
  if (!filter.topic && !filter.sector) return undefined;
  const wanted = filter.topic && new Set(filter.topic);
  const sectors = filter.sector && new Set(filter.sector);
  const kept = taxonomy.topics.filter((topic) => {
    if (sectors && !sectors.has(sectorByTopic.get(topic.code) ?? '')) return false;
    if (!wanted) return true;
    for (let at: string | null = topic.code; at !== null; at = taxonomy.byCode.get(at)?.parent ?? null) {
      if (wanted.has(at)) return true;
    }
    return false;
  });
  const codes = kept.map((topic) => topic.code);
  // «Тема не определена» is a choice too.
  if (wanted?.has('-') && !sectors) codes.push('');
  return codes;
}
