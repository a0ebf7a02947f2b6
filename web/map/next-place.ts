import type { LonLat } from './geometry.ts';

export interface Anchor {
  code: string;
  at: LonLat;
}

const DIRECTIONS: Record<string, [east: number, north: number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
/** What lies aside counts this much farther: an arrow means straight on. */
const ASIDE = 2.2;

/**
 * The municipality an arrow leads to: the nearest one whose middle lies on that side. From nowhere it is the first one named.
 *
 * @returns null when the key is no arrow or nothing lies there
 */
export function nextPlace(anchors: readonly Anchor[], from: string | null, key: string): string | null {
  const direction = DIRECTIONS[key];
  if (!direction) return null;
  const here = anchors.find(({ code }) => code === from);
  if (!here) return anchors[0]?.code ?? null;
  const shrink = Math.cos((here.at[1] * Math.PI) / 180);
  let best: { code: string; far: number } | null = null;
  for (const { code, at } of anchors) {
    const [east, north] = [(at[0] - here.at[0]) * shrink, at[1] - here.at[1]];
    const along = east * direction[0] + north * direction[1];
    if (code === from || along <= 0) continue;
    const aside = Math.abs(east * direction[1]) + Math.abs(north * direction[0]);
    // Within the quarter circle around the arrow.
    if (aside > along * 1.3) continue;
    const far = Math.hypot(along, aside * ASIDE);
    if (!best || far < best.far) best = { code, far };
  }
  return best?.code ?? null;
}
