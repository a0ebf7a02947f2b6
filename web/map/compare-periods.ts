import type { HeatMap } from '../../contract/index.ts';
import { type DayRange, lengthDays } from '../filters/period.ts';

/**
 * The picture of two periods: what was usual gives way to the other period's count, brought to the length of this one, so that a week
 * compares with a month. Everything that colours and words a change then works on it unchanged.
 */
export function asComparison(heatMap: HeatMap): HeatMap {
  if (!heatMap.versus) return heatMap;
  const factor = lengthFactor(heatMap, heatMap.versus);
  const cells = heatMap.cells.map((cell) => ({
    ...cell,
    usual: cell.before === null ? null : cell.before * factor,
  }));
  const before = new Map<string, number>();
  for (const { municipality, usual } of cells)
    before.set(municipality, (before.get(municipality) ?? 0) + (usual ?? 0));
  const known = new Map(heatMap.municipalities.map((each) => [each.code, each.count]));
  const codes = [...new Set([...known.keys(), ...before.keys()])];
  return {
    ...heatMap,
    cells,
    municipalities: codes.map((code) => ({
      code,
      count: known.get(code) ?? 0,
      usual: before.get(code) ?? 0,
    })),
  };
}

/** How many times longer this period is than the other. */
export function lengthFactor(period: DayRange, versus: DayRange): number {
  return lengthDays(period) / lengthDays(versus);
}
