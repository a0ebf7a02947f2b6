import { type PointerEvent, useMemo, useRef } from 'react';

const HOLD_MS = 450;
/** A finger that moves this far scrolls. */
const STILL_PX = 10;

/** Handlers for each thing that can be held, and whether the last touch was a hold (so that its click is not a click). */
export function useLongPress(onHold: (id: string) => void) {
  const latest = useRef(onHold);
  latest.current = onHold;
  return useMemo(() => {
    let timer: ReturnType<typeof setTimeout>;
    let held = false;
    let at = { x: 0, y: 0 };
    const cancel = () => clearTimeout(timer);
    const handlers = (id: string) => ({
      onPointerDown: (event: PointerEvent) => {
        held = false;
        at = { x: event.clientX, y: event.clientY };
        clearTimeout(timer);
        timer = setTimeout(() => {
          held = true;
          navigator.vibrate?.(15);
          latest.current(id);
        }, HOLD_MS);
      },
      onPointerMove: (event: PointerEvent) => {
        if (Math.hypot(event.clientX - at.x, event.clientY - at.y) > STILL_PX) cancel();
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
    });
    return Object.assign(handlers, { held: () => held });
  }, []);
}
