import type { z } from 'zod';
import type { HeatCell, HeatMap, HeatMapQuery } from '../../../contract/heat-map.ts';
import { formatPosition } from '../../platform/event-log/index.ts';
import { chosenTopics } from '../../registry/chosen-topics.ts';
import { whereFacts } from '../facts/index.ts';
import { cellKey, countCells, numberRows } from './cell-queries.ts';
import {
  AUTHORS_COUNTED_MAX,
  areFew,
  countCellsAndDetails,
  countDetails,
  DETAILS,
  detailsByCell,
} from './detail-queries.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, EARLIER_WINDOWS_MIN, earlierWindows, median, otherPeriod, periodOf } from './period.ts';
import { wantedDetails } from './wanted-details.ts';

type Query = z.output<typeof HeatMapQuery>;

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
 * median: one unusual week does not move it. A comparison of two periods and the shares need a pass each.
 */
export async function countByCell(query: Query, context: HeatContext): Promise<HeatMap> {
  const { replica } = context;
  const position = formatPosition(replica.position());
  const period = periodOf(query, context.timeZone, context.now);
  const within = query.topicParent ? { ...query, topic: narrower(query, context) } : query;
  const where = whereFacts(within, context.scope, context);
  const windows = [period, ...earlierWindows(period, await replica.firstDay())];

  const rowNumbers = await numberRows(query, context);
  const question = { context, where, period, rowNumbers };
  const few = await areFew(question);
  const columns = await (few ? countCellsAndDetails : countCells)({ ...question, windows });
  const [rowColumn, placeColumn, ...values] = columns as [number[], number[], ...number[][]];
  const counts = values.slice(0, windows.length);
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

  const versus = query.measure === 'compare' ? otherPeriod(query, period) : null;
  const before = versus && (await countBefore(question, versus));
  const wanted = wantedDetails(query.measure, total);
  const details = await detailsOf();
  const detailed = ({ row, municipality, count, earlier }: Cell): HeatCell => {
    const known = details.get(cellKey(row, municipality));
    const of = (detail: (typeof wanted)[number]) => (wanted.includes(detail) ? (known?.[detail] ?? 0) : null);
    return {
      row,
      municipality,
      count,
      usual: usualOf(earlier),
      authors: of('authors'),
      overdue: of('overdue'),
      rated: of('rated'),
      dissatisfied: of('dissatisfied'),
      before: before && (before.get(cellKey(row, municipality)) ?? 0),
    };
  };
  if (before) addSilent(cells, before);

  async function detailsOf(): ReturnType<typeof countDetails> {
    if (wanted.length === 0 || total === 0) return new Map();
    if (!few) return countDetails(question, wanted, total <= AUTHORS_COUNTED_MAX);
    const passed = [rowColumn, placeColumn, ...values.slice(windows.length)];
    return detailsByCell(passed, DETAILS, context, rowNumbers);
  }

  return {
    from: dayText(period.from),
    to: dayText(period.to),
    versus: versus && { from: dayText(versus.from), to: dayText(versus.to) },
    rows: [...rows].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    municipalities: [...places]
      .map(([code, cell]) => ({ code, count: cell.count, usual: usualOf(cell.earlier) }))
      .sort((a, b) => b.count - a.count),
    cells: cells.map(detailed),
    total,
    position,
  };
}

type Question = Parameters<typeof countDetails>[0];

async function countBefore(question: Question, versus: Question['period']): Promise<Map<string, number>> {
  const { replica } = question.context;
  const columns = await countCells({ ...question, windows: [versus] });
  const [rows, places, counts] = columns as [number[], number[], number[]];
  return new Map(
    rows.map((row, at) => [
      cellKey(question.rowNumbers.names[row]!, replica.codeOf('municipality', places[at]!)),
      counts[at]!,
    ]),
  );
}

/** Cells where something was in the other period and nothing is now: what fell silent is a finding too. */
function addSilent(cells: Cell[], before: ReadonlyMap<string, number>): void {
  const known = new Set(cells.map(({ row, municipality }) => cellKey(row, municipality)));
  for (const key of before.keys()) {
    if (known.has(key)) continue;
    const [row, municipality] = key.split('\n') as [string, string];
    cells.push({ row, municipality, count: 0, earlier: [] });
  }
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

export function usualOf(earlier: readonly number[]): number | null {
  return earlier.length >= EARLIER_WINDOWS_MIN ? median([...earlier]) : null;
}
