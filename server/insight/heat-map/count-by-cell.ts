import type { z } from 'zod';
import type { HeatCell, HeatMap, HeatMapQuery } from '../../../contract/heat-map.ts';
import { formatPosition } from '../../platform/event-log/index.ts';
import { chosenTopics } from '../../registry/chosen-topics.ts';
import { whereFacts } from '../facts/index.ts';
import { countCells, numberRows } from './cell-queries.ts';
import { type CellTable, cellKey, cellOfKey, cellTable } from './cell-table.ts';
import {
  AUTHORS_COUNTED_MAX,
  areFew,
  countCellsAndDetails,
  countDetails,
  DETAILS,
  type Detail,
} from './detail-queries.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, EARLIER_WINDOWS_MIN, earlierWindows, median, otherPeriod, periodOf } from './period.ts';
import { wantedDetails } from './wanted-details.ts';

type Query = z.output<typeof HeatMapQuery>;

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
  const [counts, ...earlier] = values.slice(0, windows.length) as [number[], ...number[][]];
  const rows = new Map<number, number>();
  const places = new Map<number, { count: number; earlier: number[] }>();
  let total = 0;
  for (let at = 0; at < rowColumn.length; at += 1) {
    const count = counts[at]!;
    if (count > 0) rows.set(rowColumn[at]!, (rows.get(rowColumn[at]!) ?? 0) + count);
    total += count;
    let place = places.get(placeColumn[at]!);
    if (!place) places.set(placeColumn[at]!, (place = { count: 0, earlier: earlier.map(() => 0) }));
    place.count += count;
    for (let window = 0; window < earlier.length; window += 1)
      place.earlier[window]! += earlier[window]![at]!;
  }

  const versus = query.measure === 'compare' ? otherPeriod(query, period) : null;
  const before = versus && cellTable(['count'], await countCells({ ...question, windows: [versus] }));
  const wanted = wantedDetails(query.measure, total);
  const details = await detailsOf();
  async function detailsOf(): Promise<CellTable<Detail>> {
    if (wanted.length === 0 || total === 0) return cellTable<Detail>([], []);
    if (few) return cellTable(DETAILS, [rowColumn, placeColumn, ...values.slice(windows.length)]);
    return countDetails(question, wanted, total <= AUTHORS_COUNTED_MAX);
  }
  const has = Object.fromEntries(DETAILS.map((detail) => [detail, wanted.includes(detail)]));
  const cellOf = (row: number, place: number, count: number, usual: number | null): HeatCell => {
    const key = cellKey(row, place);
    return {
      row: rowNumbers.names[row]!,
      municipality: replica.codeOf('municipality', place),
      count,
      usual,
      authors: has.authors ? details.of(key, 'authors') : null,
      overdue: has.overdue ? details.of(key, 'overdue') : null,
      rated: has.rated ? details.of(key, 'rated') : null,
      dissatisfied: has.dissatisfied ? details.of(key, 'dissatisfied') : null,
      before: before ? before.of(key, 'count') : null,
    };
  };
  const levels = earlier.map(() => 0);
  const cells = counts.map((count, at) => {
    earlier.forEach((column, window) => {
      levels[window] = column[at]!;
    });
    return cellOf(rowColumn[at]!, placeColumn[at]!, count, usualOf(levels));
  });
  if (before) {
    // Where something was in the other period and nothing is now: what fell silent is a finding too.
    const known = new Set(rowColumn.map((row, at) => cellKey(row, placeColumn[at]!)));
    for (const key of before.keys()) {
      const { row, place } = cellOfKey(key);
      if (!known.has(key)) cells.push(cellOf(row, place, 0, null));
    }
  }

  return {
    from: dayText(period.from),
    to: dayText(period.to),
    versus: versus && { from: dayText(versus.from), to: dayText(versus.to) },
    rows: [...rows]
      .map(([row, count]) => ({ code: rowNumbers.names[row]!, count }))
      .sort((a, b) => b.count - a.count),
    municipalities: [...places]
      .map(([place, { count, earlier: levels }]) => ({
        code: replica.codeOf('municipality', place),
        count,
        usual: usualOf(levels),
      }))
      .sort((a, b) => b.count - a.count),
    cells,
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

/** @param earlier put in order in place */
export function usualOf(earlier: number[]): number | null {
  return earlier.length >= EARLIER_WINDOWS_MIN ? median(earlier) : null;
}
