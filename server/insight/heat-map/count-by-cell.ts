import type { z } from 'zod';
import type { HeatMap, HeatMapQuery } from '../../../contract/heat-map.ts';
import { formatPosition } from '../../platform/event-log/index.ts';
import { chosenTopics } from '../../registry/chosen-topics.ts';
import { whereFacts } from '../facts/index.ts';
import type { HeatContext } from './heat-context.ts';
import {
  dayText,
  EARLIER_WINDOWS_MIN,
  knownWindows,
  median,
  type Period,
  periodOf,
  shiftDays,
} from './period.ts';
import { rowOf } from './row-of.ts';

type Query = z.output<typeof HeatMapQuery>;

/** Different authors are counted up to so many appeals in the period; beyond it the answer would wait for them. */
const AUTHORS_COUNTED_MAX = 60_000;

interface Cell {
  count: number;
  authors: number | null;
  earlier: number[];
}

/**
 * Counts of a period by row (sector, group or topic) and municipality, each with its usual level.
 *
 * One pass over the facts counts the period and up to eight earlier windows of the same weekdays. The usual level is their
 * median: one unusual week does not move it.
 */
export async function countByCell(query: Query, context: HeatContext): Promise<HeatMap> {
  const { replica } = context;
  const position = formatPosition(replica.position());
  const period = periodOf(query, context.timeZone, context.now);
  const within = query.topicParent ? { ...query, topic: narrower(query, context) } : query;
  const where = whereFacts(within, context.scope, context);
  const windows = knownWindows(period, await replica.firstDay());

  const counted = await countWindows(context, where, period, windows);
  const cells = new Map<string, Cell>();
  const rows = new Map<string, number>();
  const places = new Map<string, Cell>();
  let total = 0;
  for (const [topic, municipality, window, count] of counted) {
    const row = rowOf(query.rows, replica.codeOf('topic', topic), context, query.topicParent);
    const place = replica.codeOf('municipality', municipality);
    add(cells, `${row}\n${place}`, windows, window, count);
    add(places, place, windows, window, count);
    if (window === 0) {
      rows.set(row, (rows.get(row) ?? 0) + count);
      total += count;
    }
  }
  if (total <= AUTHORS_COUNTED_MAX) await addAuthors(cells, query, context, where, period);

  return {
    from: dayText(period.from),
    to: dayText(period.to),
    rows: [...rows].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    municipalities: [...places]
      .map(([code, cell]) => ({ code, count: cell.count, usual: usualOf(cell) }))
      .sort((a, b) => b.count - a.count),
    cells: [...cells].map(([key, cell]) => {
      const [row, municipality] = key.split('\n') as [string, string];
      return { row, municipality, count: cell.count, authors: cell.authors, usual: usualOf(cell) };
    }),
    total,
    position,
  };
}

/** Topic filter narrowed to what lies under the row that was opened. */
function narrower(query: Query, context: HeatContext): string[] {
  const under = new Set(chosenTopics({ topic: [query.topicParent!] }, context));
  const chosen = chosenTopics(query, context);
  return chosen ? chosen.filter((code) => under.has(code)) : [...under];
}

function add(into: Map<string, Cell>, key: string, windows: number, window: number, count: number): void {
  let cell = into.get(key);
  if (!cell) into.set(key, (cell = { count: 0, authors: null, earlier: new Array(windows).fill(0) }));
  if (window === 0) cell.count += count;
  else cell.earlier[window - 1]! += count;
}

function usualOf(cell: Cell): number | null {
  return cell.earlier.length >= EARLIER_WINDOWS_MIN ? median(cell.earlier) : null;
}

type Counted = [topic: number, municipality: number, window: number, count: number];

async function countWindows(
  context: HeatContext,
  where: string,
  period: Period,
  windows: number,
): Promise<Counted[]> {
  const { from, to } = period;
  const shift = shiftDays(period);
  const length = to - from + 1;
  const sql =
    windows < EARLIER_WINDOWS_MIN
      ? `select topic, municipality, 0 as w, count(*)::integer as n from fact
          where day between ${from} and ${to} and ${where} group by all`
      : `select topic, municipality, (${to} - day) // ${shift} as w, count(*)::integer as n from fact
          where day between ${from - shift * windows} and ${to} and (${to} - day) % ${shift} < ${length} and ${where}
          group by all`;
  return (await context.replica.read(sql)) as Counted[];
}

async function addAuthors(
  cells: Map<string, Cell>,
  query: Query,
  context: HeatContext,
  where: string,
  { from, to }: Period,
): Promise<void> {
  const { replica } = context;
  const sql = `select topic, municipality, author from fact
    where day between ${from} and ${to} and ${where} and author is not null group by all`;
  const authors = new Map<string, Set<bigint>>();
  for (const [topic, municipality, author] of (await replica.read(sql)) as [number, number, bigint][]) {
    const row = rowOf(query.rows, replica.codeOf('topic', topic), context, query.topicParent);
    const key = `${row}\n${replica.codeOf('municipality', municipality)}`;
    let known = authors.get(key);
    if (!known) authors.set(key, (known = new Set()));
    known.add(author);
  }
  for (const [key, cell] of cells) cell.authors = authors.get(key)?.size ?? 0;
}
