/** Figures of cells, a column each: there are thousands of cells in a question, and an object for each costs more than counting them. */
export interface CellTable<Name extends string> {
  keys(): Iterable<number>;
  /** 0 where the cell is not in the table. */
  of(key: number, name: Name): number;
}

/** @param columns number of the row, number of the municipality, then the figures in the order of their names */
export function cellTable<Name extends string>(
  names: readonly Name[],
  columns: readonly (readonly number[])[],
): CellTable<Name> {
  const [rows = [], places = [], ...figures] = columns;
  const found = new Map<number, number>();
  for (let at = 0; at < rows.length; at += 1) found.set(cellKey(rows[at]!, places[at]!), at);
  return {
    keys: () => found.keys(),
    of(key, name) {
      const at = found.get(key);
      return at === undefined ? 0 : figures[names.indexOf(name)]![at]!;
    },
  };
}

/** Numbers of codes are small integers of 16 bits. */
const PLACES = 65_536;

/** A row and a place, both below 65 536, as one number: a key of a Map without making a string. */
export function cellKey(row: number, place: number): number {
  return row * PLACES + place;
}

export function cellOfKey(key: number): { row: number; place: number } {
  return { row: Math.floor(key / PLACES), place: key % PLACES };
}
