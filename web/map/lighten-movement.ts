import type { Map as GlMap } from 'maplibre-gl';

/** Frames further apart than this make a movement stutter. */
const SLOW_FRAME_MS = 28;
/** So many slow frames in a row are the machine, not a hiccup. */
const SLOW_FRAMES = 2;
const STANDS_AFTER_MS = 160;
/** A quarter of the points: without a graphics card the processor paints each of them. */
const LIGHT_SHARE = 0.5;

/**
 * Where the machine cannot keep up, the map is painted coarser while it moves and sharp again when it stands: a duty room's thin
 * client has no graphics card.
 */
export function lightenMovement(map: GlMap): void {
  const inner = map as unknown as Partial<Resolution>;
  if (typeof inner._resizeInternal !== 'function') return;
  let machineIsSlow = paintsByProcessor(map);
  let sharp: number | null = null;
  let standing: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let slow = 0;
  const paint = (ratio: number) => {
    inner._overridePixelRatio = ratio;
    inner._resizeInternal!();
    map.triggerRepaint();
  };
  const sharpen = () => {
    standing = undefined;
    last = 0;
    slow = 0;
    if (sharp !== null) paint(sharp);
    sharp = null;
  };
  map.on('move', () => {
    clearTimeout(standing);
    standing = setTimeout(sharpen, STANDS_AFTER_MS);
    if (sharp !== null) return;
    const now = performance.now();
    slow = last > 0 && now - last > SLOW_FRAME_MS ? slow + 1 : 0;
    last = now;
    machineIsSlow ||= slow >= SLOW_FRAMES;
    if (!machineIsSlow) return;
    sharp = map.getPixelRatio();
    paint(sharp * LIGHT_SHARE);
  });
  map.on('remove', () => clearTimeout(standing));
}

/** `setPixelRatio` does the same and ends the movement by it, so that a drag would be lost; where a version lacks these, nothing is done. */
interface Resolution {
  _overridePixelRatio: number;
  _resizeInternal(): void;
}

/** Names under which WebGL runs without a graphics card: Chromium's, Mesa's, Windows'. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

function paintsByProcessor(map: GlMap): boolean {
  const gl = map.getCanvas().getContext('webgl2');
  const told = gl?.getExtension('WEBGL_debug_renderer_info');
  return !!gl && !!told && SOFTWARE.test(String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)));
}
