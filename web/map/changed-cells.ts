import type { HeatMap } from '../../contract/index.ts';

/** Keys (`row/municipality`) of the cells whose count differs from the picture before, of the same question only. */
export function changedCells(before: HeatMap | undefined, after: HeatMap | undefined): string[] {
  if (!before || !after || before === after) return [];
  const key = (cell: HeatMap['cells'][number]) => `${cell.row}/${cell.municipality}`;
  const counts = new Map(before.cells.map((cell) => [key(cell), cell.count]));
  return after.cells.filter((cell) => (counts.get(key(cell)) ?? 0) !== cell.count).map(key);
}
