import type { Position } from './geometry.ts';

/**
 * Douglas–Peucker: keeps both ends and every position farther than `tolerance` (degrees of latitude; longitudes are
 * shortened by the cosine of the latitude) from the line that replaces it. Iterative: a coast has 10⁵ positions.
 */
export function simplifyLine(line: readonly Position[], tolerance: number): Position[] {
  if (line.length <= 2 || tolerance <= 0) return [...line];
  const shrink = Math.cos((line[0]![1] * Math.PI) / 180);
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let farthest = -1;
    let distance = tolerance * tolerance;
    for (let i = from + 1; i < to; i++) {
      const d = squaredDistance(line[i]!, line[from]!, line[to]!, shrink);
      if (d > distance) {
        distance = d;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    spans.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, i) => keep[i] === 1);
}

function squaredDistance(p: Position, a: Position, b: Position, shrink: number): number {
  const dx = (b[0] - a[0]) * shrink;
  const dy = b[1] - a[1];
  const px = (p[0] - a[0]) * shrink;
  const py = p[1] - a[1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return (px - t * dx) ** 2 + (py - t * dy) ** 2;
}
