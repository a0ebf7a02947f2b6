import type { z } from 'zod';
import type { HeatMap, HeatMapQuery } from '../../../contract/heat-map.ts';
import { formatPosition } from '../../platform/event-log/index.ts';
import { chosenTopics } from '../../registry/chosen-topics.ts';
import { whereFacts } from '../facts/index.ts';
import { cellKey, countAuthors, countCells, numberRows } from './cell-queries.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, EARLIER_WINDOWS_MIN, knownWindows, median, periodOf } from './period.ts';

type Query = z.output<typeof HeatMapQuery>;

/** Different authors are counted up to so many appeals in the period; beyond it the answer would wait for them. */
const AUTHORS_COUNTED_MAX = 60_000;

interface Cell {
  row: string;
  municipality: string;
  count: number;
  /** Counts of the earlier windows; empty when too few are known. */
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

  const rowNumbers = numberRows(query, context);
  const columns = await countCells({ context, where, period, windows, rowNumbers });
  const [rowColumn, placeColumn, ...counts] = columns as [number[], number[], ...number[][]];
  const cells: Cell[] = [];
  const rows = new Map<string, number>();
  const places = new Map<string, Cell>();
  let total = 0;
  for (let at = 0; at < rowColumn.length; at += 1) {
    const row = rowNumbers.names[rowColumn[at]!]!;
    const municipality = replica.codeOf('municipality', placeColumn[at]!);
    const [count, ...earlier] = counts.map((column) => column[at]!) as [number, ...number[]];
    cells.push({ row, municipality, count, earlier });
    addTo(places, { row: '', municipality, count, earlier });
    if (count > 0) rows.set(row, (rows.get(row) ?? 0) + count);
    total += count;
  }
  const authors =
    total <= AUTHORS_COUNTED_MAX ? await countAuthors({ context, where, period, rowNumbers }) : null;

  return {
    from: dayText(period.from),
    to: dayText(period.to),
    rows: [...rows].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    municipalities: [...places]
      .map(([code, cell]) => ({ code, count: cell.count, usual: usualOf(cell) }))
      .sort((a, b) => b.count - a.count),
    cells: cells.map((cell) => {
      const { row, municipality, count } = cell;
      const known = authors && (authors.get(cellKey(row, municipality)) ?? 0);
      return { row, municipality, count, authors: known, usual: usualOf(cell) };
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

function addTo(places: Map<string, Cell>, cell: Cell): void {
  const known = places.get(cell.municipality);
  if (!known) {
    places.set(cell.municipality, { ...cell, earlier: [...cell.earlier] });
    return;
  }
  known.count += cell.count;
  cell.earlier.forEach((count, window) => {
    known.earlier[window]! += count;
  });
}

function usualOf(cell: Cell): number | null {
  return cell.earlier.length >= EARLIER_WINDOWS_MIN ? median(cell.earlier) : null;
}
