import type { z } from 'zod';
import {
  HEX_RESOLUTION_MIN,
  HEXAGONS_MAX,
  type Hexagons,
  type HexagonsQuery,
} from '../../../contract/heat-map.ts';
import { formatPosition } from '../../platform/event-log/index.ts';
import { whereFacts } from '../facts/index.ts';
import { windowTable, withinWindows } from './cell-queries.ts';
import { usualOf } from './count-by-cell.ts';
import { AUTHORS_COUNTED_MAX, DETAILS, type Detail, detailSql } from './detail-queries.ts';
import type { HeatContext } from './heat-context.ts';
import { earlierWindows, otherPeriod, type Period, periodOf } from './period.ts';
import { whereBox } from './where-box.ts';

type Query = z.output<typeof HexagonsQuery>;

/**
 * Counts of a period by H3 hexagon within a box, those with most first where there are too many. What the measure needs comes along:
 * the usual level for `change`, the other period for `compare`, shares and authors for theirs.
 */
export async function countHexagons(query: Query, context: HeatContext): Promise<Hexagons> {
  const { replica } = context;
  const position = formatPosition(replica.position());
  const period = periodOf(query, context.timeZone, context.now);
  const facts = whereFacts(query, context.scope, context);
  const where = ['hex is not null', ...(query.bbox ? [whereBox(query.bbox)] : []), facts].join(' and ');
  const days = `day between ${period.from} and ${period.to}`;
  const [sums] = (await replica.read(
    `select count_if(${where})::integer, count_if(hex is null)::integer,
            (approx_count_distinct(hex | ${digitsBelow(query.resolution)}::ubigint) filter (where ${where}))::integer
       from fact where ${days} and ${facts}`,
  )) as [[number, number, number]];
  const details: Detail[] = DETAILS.filter((detail) =>
    detail === 'rated' ? query.measure === 'dissatisfied' : detail === query.measure,
  );
  const exact = sums[0] <= AUTHORS_COUNTED_MAX;

  // Each coarser size has up to seven times fewer: what is far too many is not counted to be thrown away.
  const tooFine = Math.floor(Math.log(Math.max(1, sums[2] / HEXAGONS_MAX)) / Math.log(7));
  let resolution = Math.max(HEX_RESOLUTION_MIN, query.resolution - tooFine);
  let found: Found;
  for (;;) {
    found = await countAt(resolution, `${days} and ${where}`, context, details, exact);
    if (found.index.length <= HEXAGONS_MAX || resolution === HEX_RESOLUTION_MIN) break;
    resolution -= 1;
  }
  if (found.index.length > HEXAGONS_MAX) cut(found, HEXAGONS_MAX);
  const asked = { context, where, resolution, index: found.index };
  const usual = query.measure === 'change' ? await usualLevels(period, asked) : null;
  const before =
    query.measure === 'compare'
      ? (await countWindows([otherPeriod(query, period)], asked)).map(([count]) => count!)
      : null;
  const column = (detail: Detail) => found.columns[details.indexOf(detail)] ?? null;
  return {
    resolution,
    index: found.index,
    count: found.count,
    usual,
    before,
    overdue: column('overdue'),
    rated: column('rated'),
    dissatisfied: column('dissatisfied'),
    authors: column('authors'),
    total: found.count.reduce((sum, count) => sum + count, 0),
    withoutPoint: sums[1],
    position,
  };
}

interface Found {
  index: string[];
  count: number[];
  columns: number[][];
}

/**
 * H3 keeps the digits of each resolution in three bits, unused ones as 7: setting the last digits to ones gives the ancestor (its
 * field of resolution apart, which is the same for all). Children do not fill their parent exactly: near its edge an appeal may
 * count in the neighbour, and the sizes always add up.
 */
function ancestor(resolution: number): string {
  const digits = digitsBelow(resolution);
  const field = 0xfn << 52n;
  return `((hex | ${digits}::ubigint) & ${~field & 0xffffffffffffffffn}::ubigint | ${BigInt(resolution) << 52n}::ubigint)`;
}

const digitsBelow = (resolution: number) => (1n << BigInt(3 * (15 - resolution))) - 1n;

const HALVES = '(h >> 32)::bigint, (h & 4294967295)::bigint';

async function countAt(
  resolution: number,
  where: string,
  context: HeatContext,
  details: readonly Detail[],
  exact: boolean,
): Promise<Found> {
  const [upper, lower, count, ...columns] = (await context.replica.readNumbers(
    `select ${HALVES}, n, * exclude (h, n) from (
       select ${ancestor(resolution)} as h, count(*)::integer as n${details.map((detail, at) => `, ${detailSql(detail, context, exact)} as d${at}`).join('')}
         from fact where ${where} group by h) order by n desc limit ${HEXAGONS_MAX + 1}`,
  )) as [number[], number[], number[], ...number[][]];
  return { index: upper.map((half, at) => hexText(half, lower[at]!)), count, columns };
}

function cut(found: Found, length: number): void {
  found.index.length = length;
  found.count.length = length;
  for (const column of found.columns) column.length = length;
}

interface Asked {
  context: HeatContext;
  where: string;
  resolution: number;
  index: readonly string[];
}

async function usualLevels(period: Period, asked: Asked): Promise<(number | null)[] | null> {
  const windows = earlierWindows(period, await asked.context.replica.firstDay());
  if (windows.length === 0) return asked.index.map(() => null);
  return (await countWindows(windows, asked)).map(usualOf);
}

/** For each of these hexagons its counts in each window. */
async function countWindows(
  windows: readonly Period[],
  { context, where, resolution, index }: Asked,
): Promise<number[][]> {
  const [upper, lower, window, counts] = (await context.replica.readNumbers(
    `select ${HALVES}, w, n from (
       select ${ancestor(resolution)} as h, w::integer as w, count(*)::integer as n
         from fact join ${await windowTable(context, windows)} using (day)
        where ${withinWindows(windows)} and ${where} group by h, w)`,
  )) as [number[], number[], number[], number[]];
  const places = new Map(index.map((key, at) => [key, at]));
  const result = index.map(() => windows.map(() => 0));
  counts.forEach((count, at) => {
    const place = places.get(hexText(upper[at]!, lower[at]!));
    if (place !== undefined) result[place]![window[at]!] = count;
  });
  return result;
}

/** An index from its halves of 32 bits: a JavaScript number would not hold the whole. */
function hexText(upper: number, lower: number): string {
  return upper.toString(16) + lower.toString(16).padStart(8, '0');
}
