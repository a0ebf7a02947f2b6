import type { Map as GlMap } from 'maplibre-gl';

/** Frames further apart than this make a movement stutter. */
const SLOW_FRAME_MS = 28;
/** So many slow frames in a row are the machine, not a hiccup. */
const SLOW_FRAMES = 2;
/** A quarter of the points: without a graphics card the processor paints each of them. */
const LIGHT_SHARE = 0.5;

/**
 * Where the machine cannot keep up, the map is painted coarser while it moves and sharp again when it stands: a duty room's thin
 * client has no graphics card.
 */
export function lightenMovement(map: GlMap): void {
  let machineIsSlow = false;
  let sharp: number | null = null;
  let last = 0;
  let slow = 0;
  const lighten = () => {
    if (sharp !== null) return;
    sharp = map.getPixelRatio();
    map.setPixelRatio(sharp * LIGHT_SHARE);
  };
  map.on('movestart', () => {
    last = 0;
    slow = 0;
    if (machineIsSlow) lighten();
  });
  map.on('render', () => {
    if (machineIsSlow || !map.isMoving()) return;
    const now = performance.now();
    slow = last > 0 && now - last > SLOW_FRAME_MS ? slow + 1 : 0;
    last = now;
    machineIsSlow = slow >= SLOW_FRAMES;
    if (machineIsSlow) lighten();
  });
  map.on('moveend', () => {
    if (sharp === null) return;
    map.setPixelRatio(sharp);
    sharp = null;
  });
}
