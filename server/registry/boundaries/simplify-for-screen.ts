import type { Position, Rings } from './geometry.ts';
import { mapSharedArcs } from './shared-arcs.ts';
import { simplifyLine } from './simplify-line.ts';

/** Four decimals of a degree: 6…11 m, below a pixel of any map that shows a whole municipality. */
const DECIMALS = 1e4;
const FIRST_TOLERANCE = 0.00005;
/** What a feature with its code, name and braces takes beside its coordinates. */
const FEATURE_BYTES = 160;

/**
 * A copy for the screen whose JSON fits into `bytesMax`: borders are simplified together, so neighbours still touch. The
 * tolerance doubles until the copy fits, then is refined between the last two.
 */
export function simplifyForScreen(territories: readonly Rings[][], bytesMax: number): Rings[][] {
  const attempt = (tolerance: number) => {
    const copy = mapSharedArcs(territories, (arc) => withoutRepeats(simplifyLine(arc, tolerance).map(round)));
    return { copy, fits: JSON.stringify(copy).length + FEATURE_BYTES * copy.length <= bytesMax };
  };
  let low = 0;
  let high = FIRST_TOLERANCE;
  let best = attempt(high);
  // 2^16 first tolerances are 3.3 degrees: nothing is left to simplify beyond.
  for (let i = 0; i < 16 && !best.fits; i++) {
    low = high;
    high *= 2;
    best = attempt(high);
  }
  for (let i = 0; i < 4 && low > 0; i++) {
    const middle = (low + high) / 2;
    const next = attempt(middle);
    if (next.fits) {
      best = next;
      high = middle;
    } else low = middle;
  }
  return best.copy;
}

function round([x, y]: Position): Position {
  return [Math.round(x * DECIMALS) / DECIMALS, Math.round(y * DECIMALS) / DECIMALS];
}

function withoutRepeats(line: Position[]): Position[] {
  return line.filter(
    (it, i) => i === 0 || i === line.length - 1 || it[0] !== line[i - 1]![0] || it[1] !== line[i - 1]![1],
  );
}
