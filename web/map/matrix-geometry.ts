/** Sizes of the drawn matrix in CSS pixels. Header column and header rows stay while the rest scrolls under them. */
export interface MatrixSizes {
  /** Width of the row names. */
  names: number;
  /** Width of the column of totals. */
  totals: number;
  /** Height of the slanted column names. */
  heads: number;
  row: number;
  column: number;
}

export function sizesFor(width: number): MatrixSizes {
  const narrow = width < 560;
  return { names: narrow ? 132 : 204, totals: 54, heads: 104, row: 28, column: narrow ? 46 : 48 };
}

/** Column names lean by this angle; they overhang to the right, which the last column needs room for. */
export const HEAD_ANGLE = Math.PI / 3;
export const overhang = (sizes: MatrixSizes) => Math.ceil(sizes.heads / Math.tan(HEAD_ANGLE));

/** Row −1 is the row of totals; column −1 the column of totals, −2 the names. */
export interface Spot {
  row: number;
  column: number;
}
export const TOTALS = -1;
export const NAMES = -2;

export interface Scroll {
  left: number;
  top: number;
}

/** Left edge of frozen columns' end, top edge of frozen rows' end. */
export const frozenX = (sizes: MatrixSizes) => sizes.names + sizes.totals;
export const frozenY = (sizes: MatrixSizes) => sizes.heads + sizes.row;

/** What lies under a point of the viewport; null outside every row and column. */
export function spotAt(
  x: number,
  y: number,
  scroll: Scroll,
  sizes: MatrixSizes,
  counts: { rows: number; columns: number },
): Spot | null {
  let row: number;
  if (y < sizes.heads) row = TOTALS;
  else if (y < frozenY(sizes)) row = TOTALS;
  else row = Math.floor((y - frozenY(sizes) + scroll.top) / sizes.row);
  let column: number;
  if (x < sizes.names) column = NAMES;
  else if (x < frozenX(sizes)) column = TOTALS;
  else {
    // In the band of slanted names a name is where it is read, not straight above its column.
    const lean = y < sizes.heads ? (sizes.heads - y) / Math.tan(HEAD_ANGLE) : 0;
    column = Math.floor((x - lean - frozenX(sizes) + scroll.left) / sizes.column);
    if (column < 0) return null;
  }
  return row < counts.rows && column < counts.columns ? { row, column } : null;
}

/** The scroll that brings a spot into view, moving as little as possible. */
export function scrollTo(
  spot: Spot,
  scroll: Scroll,
  view: { width: number; height: number },
  sizes: MatrixSizes,
): Scroll {
  const along = (index: number, size: number, at: number, room: number) => {
    if (index < 0) return at;
    return Math.min(index * size, Math.max((index + 1) * size - room, at));
  };
  return {
    left: along(spot.column, sizes.column, scroll.left, view.width - frozenX(sizes)),
    top: along(spot.row, sizes.row, scroll.top, view.height - frozenY(sizes)),
  };
}

/** Where a key leads; null when the key is not about moving. */
export function moved(
  spot: Spot,
  key: string,
  counts: { rows: number; columns: number },
  page: number,
): Spot | null {
  const clampRow = (row: number) => Math.max(TOTALS, Math.min(counts.rows - 1, row));
  const clampColumn = (column: number) => Math.max(NAMES, Math.min(counts.columns - 1, column));
  const { row, column } = spot;
  switch (key) {
    case 'ArrowUp':
      return { row: clampRow(row - 1), column };
    case 'ArrowDown':
      return { row: clampRow(row + 1), column };
    case 'ArrowLeft':
      return { row, column: clampColumn(column - 1) };
    case 'ArrowRight':
      return { row, column: clampColumn(column + 1) };
    case 'PageUp':
      return { row: clampRow(row - page), column };
    case 'PageDown':
      return { row: clampRow(row + page), column };
    case 'Home':
      return { row, column: NAMES };
    case 'End':
      return { row, column: counts.columns - 1 };
    default:
      return null;
  }
}
