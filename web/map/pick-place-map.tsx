import { lazy, Suspense } from 'react';
import type { Boundaries, Point } from '../../contract/index.ts';

const Canvas = lazy(() =>
  import('./pick-place-canvas.tsx').then((room) => ({ default: room.PickPlaceCanvas })),
);

export interface PickPlaceMapProps {
  boundaries: Boundaries;
  point: Point | null;
  /** Called only with points inside the region. */
  onPoint: (point: Point, municipality: { code: string; name: string }) => void;
  /** The point lies outside; say so beside the map. */
  onOutside: () => void;
}

/** Map to set a point on; its library arrives only when the map is asked for. */
export function PickPlaceMap(props: PickPlaceMapProps) {
  return (
    <Suspense fallback={<div style={{ height: '100%' }} />}>
      <Canvas {...props} />
    </Suspense>
  );
}
