import type uPlot from 'uplot';

/** Shorter than this a finger only tapped: the click means one day. */
const DRAG_MIN_PX = 10;

/** Dragging with a finger, which uPlot leaves out. Along the axis it marks a stretch; up and down it scrolls the page. */
export function selectByTouch(chart: uPlot, done: () => void): void {
  const { over } = chart;
  over.style.touchAction = 'pan-y';
  let start: number | null = null;
  const place = (event: PointerEvent) => {
    const box = over.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - box.left, 0), box.width);
  };
  const clear = () => chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  over.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse') return;
    start = place(event);
  });
  over.addEventListener('pointermove', (event) => {
    if (start === null) return;
    const at = place(event);
    if (Math.abs(at - start) < DRAG_MIN_PX) return;
    over.setPointerCapture(event.pointerId);
    chart.setCursor({ left: at, top: 0 });
    chart.setSelect(
      { left: Math.min(start, at), top: 0, width: Math.abs(at - start), height: over.clientHeight },
      false,
    );
  });
  over.addEventListener('pointerup', () => {
    if (start !== null && chart.select.width >= DRAG_MIN_PX) done();
    start = null;
  });
  // The finger went on to scroll.
  over.addEventListener('pointercancel', () => {
    start = null;
    clear();
  });
}
