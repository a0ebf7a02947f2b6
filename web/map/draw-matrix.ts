// Longer than a room should be: one canvas, one painter; its parts share clip, fonts and order of painting.
import { fitText, wrapTwo } from './canvas-text.ts';
import { isNoise, isSpike } from './change.ts';
import { colourOf, inkOn, type Scale } from './colour-scale.ts';
import {
  frozenX,
  frozenY,
  HEAD_ANGLE,
  type MatrixSizes,
  NAMES,
  type Scroll,
  type Spot,
  TOTALS,
} from './matrix-geometry.ts';
import { barOf, type MatrixModel, NO_DETAILS, type Sum } from './matrix-model.ts';

const EMPTY = { count: 0, usual: null, ...NO_DETAILS };

/** Below this (about a seventh up or down) a bar would be a speck. */
const BAR_MIN = 0.1;

/** Colours that come from the theme's custom properties. */
export interface Inks {
  ground: string;
  text: string;
  quiet: string;
  line: string;
  accent: string;
  accentSoft: string;
  alarm: string;
  font: string;
}

export interface MatrixPicture {
  model: MatrixModel;
  scale: Scale;
  inks: Inks;
  sizes: MatrixSizes;
  /** Cell text, as short as it can be. */
  text: (sum: Sum) => string;
  totalName: string;
  /** Under the pointer here, or the same row and column on the map. */
  hover: { row: number | null; column: number | null };
  /** The open side sheet: −1 stands for «all». */
  chosen: Spot | null;
  /** Where the keyboard is; null while the matrix has no focus. */
  cursor: Spot | null;
  /** Index of a cell → strength of its flash, 0…1. */
  flashes: ReadonlyMap<number, number>;
  /** Keys `row/municipality` of cells with a recorded spike that is not over. */
  openSpikes: ReadonlySet<string>;
}

/**
 * Draws what is visible of the matrix, whatever its size: 75 × 150 cells cost as much as the ≈ 400 that fit the
 * screen. Frozen parts are painted last, over the cells that scroll under them.
 */
export function drawMatrix(
  context: CanvasRenderingContext2D,
  picture: MatrixPicture,
  scroll: Scroll,
  view: { width: number; height: number },
): void {
  const { model, sizes, inks } = picture;
  const [left, top] = [frozenX(sizes), frozenY(sizes)];
  const firstColumn = Math.floor(scroll.left / sizes.column);
  const lastColumn = Math.min(
    model.columns.length - 1,
    Math.floor((scroll.left + view.width - left) / sizes.column),
  );
  const firstRow = Math.floor(scroll.top / sizes.row);
  const lastRow = Math.min(model.rows.length - 1, Math.floor((scroll.top + view.height - top) / sizes.row));
  const x = (column: number) => left + column * sizes.column - scroll.left;
  const y = (row: number) => top + row * sizes.row - scroll.top;

  context.fillStyle = inks.ground;
  context.fillRect(0, 0, view.width, view.height);
  context.textBaseline = 'middle';

  // Cells.
  clip(context, left, top, view.width - left, view.height - top, () => {
    context.font = `12px ${inks.font}`;
    context.textAlign = 'center';
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++) {
        const at = row * model.columns.length + column;
        const cell = model.cells[at];
        const sum = { ...(cell ?? EMPTY), population: model.columns[column]!.population };
        drawCell(context, picture, sum, x(column), y(row), sizes.column, picture.flashes.get(at) ?? 0);
        const key = `${model.rows[row]!.code}/${model.columns[column]!.code}`;
        if (picture.openSpikes.has(key))
          drawOpenSpike(context, inks, x(column) + sizes.column - 7, y(row) + 6);
      }
  });

  // Row names and row totals.
  clip(context, 0, top, left, view.height - top, () => {
    for (let row = firstRow; row <= lastRow; row++) drawRowName(context, picture, row, y(row));
  });

  // Column names and column totals.
  clip(context, left, 0, view.width - left, top, () => {
    context.font = `12px ${inks.font}`;
    // A slanted name begins above a column further left than itself.
    const before = Math.ceil(sizes.heads / Math.tan(HEAD_ANGLE) / sizes.column);
    for (let column = Math.max(0, firstColumn - before); column <= lastColumn; column++) {
      drawColumnName(context, picture, column, x(column));
      context.textAlign = 'center';
      context.fillStyle = inks.text;
      context.font = `600 12px ${inks.font}`;
      context.fillText(
        picture.text(model.columns[column]!),
        x(column) + sizes.column / 2,
        sizes.heads + sizes.row / 2,
      );
    }
  });

  // The corner: everything together.
  context.fillStyle = inks.ground;
  context.fillRect(0, 0, left, top);
  context.fillStyle = inks.text;
  context.font = `600 12px ${inks.font}`;
  context.textAlign = 'left';
  context.fillText(picture.totalName, 10, sizes.heads + sizes.row / 2);
  context.textAlign = 'right';
  context.fillText(picture.text(model.total), left - 10, sizes.heads + sizes.row / 2);

  context.fillStyle = inks.line;
  context.fillRect(0, top - 1, view.width, 1);
  context.fillRect(left - 1, 0, 1, view.height);

  drawFrames(context, picture, x, y, view);
}

function drawCell(
  context: CanvasRenderingContext2D,
  { scale, inks, sizes, text }: MatrixPicture,
  sum: Sum,
  x: number,
  y: number,
  width: number,
  flash: number,
): void {
  const height = sizes.row;
  const fill = colourOf(scale, sum);
  context.fillStyle = fill;
  context.fillRect(x, y, width - 1, height - 1);
  if (flash > 0) {
    context.globalAlpha = flash;
    context.strokeStyle = inks.accent;
    context.lineWidth = 2;
    context.strokeRect(x + 1, y + 1, width - 3, height - 3);
    context.globalAlpha = 1;
  }
  if (sum.count === 0 && !sum.usual) return;
  const ink = inkOn(fill);
  context.fillStyle = ink;
  const words = text(sum);
  if (words) context.fillText(words, x + width / 2, y + height / 2 - 1);

  // Change to usual: right of the middle above it, left of it below.
  const bar = barOf(sum.count, sum.usual);
  if (Math.abs(bar) > BAR_MIN && sum.usual !== null && !isNoise(sum.count, sum.usual)) {
    const half = width / 2 - 4;
    const length = Math.max(2, Math.abs(bar) * half);
    const middle = x + width / 2;
    context.globalAlpha = 0.25;
    context.fillRect(middle - 0.5, y + height - 6, 1, 5);
    context.globalAlpha = 0.7;
    context.fillRect(bar > 0 ? middle : middle - length, y + height - 5, length, 3);
    context.globalAlpha = 1;
  }
  if (scale.measure !== 'compare' && isSpike(sum.count, sum.usual)) {
    context.beginPath();
    context.arc(x + width - 7, y + 6, 4, 0, Math.PI * 2);
    context.fillStyle = inks.ground;
    context.fill();
    context.beginPath();
    context.arc(x + width - 7, y + 6, 2.8, 0, Math.PI * 2);
    context.fillStyle = inks.alarm;
    context.fill();
  }
}

/** A spike that is recorded and not over: a ring, larger than the dot of a mere rise. */
function drawOpenSpike(context: CanvasRenderingContext2D, inks: Inks, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, 5, 0, Math.PI * 2);
  context.fillStyle = inks.ground;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = inks.alarm;
  context.stroke();
  context.beginPath();
  context.arc(x, y, 2, 0, Math.PI * 2);
  context.fillStyle = inks.alarm;
  context.fill();
}

function drawRowName(
  context: CanvasRenderingContext2D,
  { model, inks, sizes, text, hover }: MatrixPicture,
  at: number,
  y: number,
): void {
  const row = model.rows[at]!;
  context.fillStyle = inks.ground;
  context.fillRect(0, y, frozenX(sizes), sizes.row);
  if (hover.row === at) {
    context.fillStyle = inks.accentSoft;
    context.fillRect(0, y, frozenX(sizes), sizes.row - 1);
  }
  context.textAlign = 'left';
  context.fillStyle = row.count === 0 ? inks.quiet : inks.text;
  context.font = `12px ${inks.font}`;
  const width = sizes.names - 10 - (row.opens ? 16 : 4);
  // The whole name in the ordinary size where it fits one line, else two smaller ones.
  if (fitText(context, row.name, width) === row.name) context.fillText(row.name, 10, y + sizes.row / 2);
  else {
    context.font = `11px ${inks.font}`;
    const two = wrapTwo(context, row.name, width);
    for (const [line, words] of two.entries())
      context.fillText(words, 10, y + sizes.row / 2 + (two.length === 1 ? 0 : line === 0 ? -6 : 6.5));
  }
  if (row.opens) {
    context.strokeStyle = inks.quiet;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(sizes.names - 13, y + sizes.row / 2 - 4);
    context.lineTo(sizes.names - 9, y + sizes.row / 2);
    context.lineTo(sizes.names - 13, y + sizes.row / 2 + 4);
    context.stroke();
  }
  context.textAlign = 'right';
  context.fillStyle = inks.text;
  context.font = `600 12px ${inks.font}`;
  context.fillText(text(row), frozenX(sizes) - 10, y + sizes.row / 2);
}

function drawColumnName(
  context: CanvasRenderingContext2D,
  { model, inks, sizes, hover, chosen }: MatrixPicture,
  at: number,
  x: number,
): void {
  const column = model.columns[at]!;
  const strong = hover.column === at || (chosen !== null && chosen.column === at);
  context.save();
  context.translate(x + sizes.column / 2 + 4, sizes.heads - 5);
  context.rotate(-HEAD_ANGLE);
  context.textAlign = 'left';
  context.font = `${strong ? '600 ' : ''}12px ${inks.font}`;
  context.fillStyle = strong ? inks.accent : column.count === 0 ? inks.quiet : inks.text;
  context.fillText(fitText(context, column.shortName, sizes.heads / Math.sin(HEAD_ANGLE) - 14), 0, 0);
  context.restore();
}

/** Frames of what is chosen, pointed at and under the keyboard, over everything but clipped to its own part. */
function drawFrames(
  context: CanvasRenderingContext2D,
  { sizes, inks, chosen, cursor, hover, model }: MatrixPicture,
  x: (column: number) => number,
  y: (row: number) => number,
  view: { width: number; height: number },
): void {
  const [left, top] = [frozenX(sizes), frozenY(sizes)];
  const frame = (spot: Spot, style: string, width: number) => {
    const inFrozenX = spot.column < 0;
    const inFrozenY = spot.row < 0;
    const fx = spot.column === NAMES ? 0 : spot.column === TOTALS ? sizes.names : x(spot.column);
    const fw =
      spot.column === NAMES ? sizes.names : spot.column === TOTALS ? sizes.totals - 1 : sizes.column - 1;
    const fy = inFrozenY ? sizes.heads : y(spot.row);
    clip(
      context,
      inFrozenX ? 0 : left,
      inFrozenY ? 0 : top,
      inFrozenX ? left : view.width - left,
      inFrozenY ? top : view.height - top,
      () => {
        context.strokeStyle = style;
        context.lineWidth = width;
        context.strokeRect(fx + width / 2, fy + width / 2, fw - width, sizes.row - 1 - width);
      },
    );
  };
  const band = (spot: { row: number | null; column: number | null }) => {
    context.fillStyle = inks.accent;
    if (spot.column !== null && spot.column >= 0)
      clip(context, left, top - 1, view.width - left, view.height, () => {
        const height = model.rows.length * sizes.row;
        context.fillRect(x(spot.column!) - 1, top, 1, height);
        context.fillRect(x(spot.column!) + sizes.column - 1, top, 1, height);
      });
    if (spot.row !== null && spot.row >= 0)
      clip(context, 0, top - 1, view.width, view.height, () => {
        const width = left + model.columns.length * sizes.column;
        context.fillRect(0, y(spot.row!) - 1, width, 1);
        context.fillRect(0, y(spot.row!) + sizes.row - 1, width, 1);
      });
  };
  context.globalAlpha = 0.5;
  band(hover);
  context.globalAlpha = 1;
  if (chosen) {
    if (chosen.row >= 0 && chosen.column >= 0) frame(chosen, inks.accent, 2);
    else band({ row: chosen.row, column: chosen.column });
  }
  if (cursor) frame(cursor, inks.accent, 2);
}

function clip(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  draw: () => void,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  draw();
  context.restore();
}
