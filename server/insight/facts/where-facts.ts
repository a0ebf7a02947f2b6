import type { AppealFilter } from '../../../contract/filters.ts';
import { FINAL_STATUSES } from '../../../contract/vocabulary.ts';
import { chosenTopics } from '../../registry/chosen-topics.ts';
import type { Taxonomy } from '../../registry/taxonomy.ts';
import type { Dimension, Replica } from './replica.ts';

/** What a person may see, as codes; null = not limited by this dimension. */
export interface FactScope {
  organisations: readonly string[] | null;
  /** Topics of the person's sectors. */
  topics: readonly string[] | null;
  municipalities: readonly string[] | null;
  /** What is seen besides: a seconded person's own ministry. */
  besides?: FactScope | null;
}

type Filter = Omit<AppealFilter, 'q' | 'from' | 'to'>;

export interface FilterContext {
  replica: Replica;
  taxonomy: Taxonomy;
  sectorByTopic: ReadonlyMap<string, string>;
  now: Date;
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
    conditions.push(
      whereAmong(
        dimension,
        codes.flatMap((code) => replica.idOf(dimension, code) ?? []),
        replica,
      ),
    );
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
  among('topic', chosenTopics(filter, context)?.map(dashAsUnknown));
  if (filter.overdue) conditions.push(whereOverdue(context));
  conditions.push(whereScope(scope, replica));
  return conditions.join(' and ');
}

function whereScope({ organisations, municipalities, topics, besides }: FactScope, replica: Replica): string {
  const conditions: string[] = [];
  const among = (dimension: Dimension, codes: readonly string[] | null) => {
    if (codes)
      conditions.push(
        whereAmong(
          dimension,
          codes.flatMap((code) => replica.idOf(dimension, code) ?? []),
          replica,
        ),
      );
  };
  among('organisation', organisations);
  among('municipality', municipalities);
  among('topic', topics);
  const own = conditions.length > 0 ? conditions.join(' and ') : 'true';
  return besides ? `((${own}) or (${whereScope(besides, replica)}))` : own;
}

/** A number of 64 bits has room for these; looking up one bit is several times as quick as comparing with a list. */
const BITS = 62;
/** More stretches than this are quicker as a list. */
const RUNS_MAX = 3;

/** Bounds that hold for more of the codes than this cost more than they spare. */
const NARROW_SHARE = 0.25;

/**
 * Narrow bounds come first: DuckDB tests them while it unpacks, whole stretches at a time, and reads the other columns only where they
 * hold. Topics are numbered in the order of their tree, so that a branch is one stretch.
 */
function whereAmong(dimension: Dimension, ids: readonly number[], replica: Replica): string {
  const runs = runsOf(ids);
  if (runs.length === 0) return 'false';
  const stretch = ([from, to]: Run) =>
    from === to ? `${dimension} = ${from}` : `${dimension} between ${from} and ${to}`;
  if (runs.length === 1) return stretch(runs[0]!);
  const [first, last] = [runs[0]![0], runs.at(-1)![1]];
  const bitsFrom = (lowest: number) => ids.reduce((sum, id) => sum | (1n << BigInt(id - lowest)), 0n);
  const isNarrow = last - first < replica.lastId(dimension) * NARROW_SHARE;
  if (last < BITS && !isNarrow) return `((${bitsFrom(0)}::bigint >> ${dimension}) & 1) = 1`;
  const bounds = stretch([first, last]);
  if (last - first < BITS)
    return `${bounds} and ((${bitsFrom(first)}::bigint >> (${dimension} - ${first})) & 1) = 1`;
  if (runs.length <= RUNS_MAX) return `${bounds} and (${runs.map(stretch).join(' or ')})`;
  return `${bounds} and ${dimension} in (${ids.join(',')})`;
}

type Run = [from: number, to: number];

/** Stretches of numbers that follow one another. */
function runsOf(ids: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs;
}

/** Not in a final status, and the next deadline has passed. */
export function whereOverdue({ replica, now }: Pick<FilterContext, 'replica' | 'now'>): string {
  const final = FINAL_STATUSES.flatMap((status) => replica.idOf('status', status) ?? []);
  const open = final.length > 0 ? `status not in (${final.join(',')})` : 'true';
  return `(${open} and due < ${Math.floor(now.getTime() / 1000)})`;
}

/** «-» chooses what has no value; the replica keeps that as the empty code. */
function dashAsUnknown(code: string): string {
  return code === '-' ? '' : code;
}
