import type { Map as GlMap } from 'maplibre-gl';
import { declutter, type LonLat } from './geometry.ts';
import styles from './region-map.module.css';

export interface MapLabel {
  code: string;
  name: string;
  /** Number under the name; may be empty. */
  value: string;
  at: LonLat;
  /** Higher is drawn first and so wins the room. */
  weight: number;
  spike: boolean;
}

const GAP_PX = 3;

/**
 * Names on the map as plain HTML over the canvas: no glyph server, the interface's own font, sharp at any zoom.
 * Positions follow every movement; which ones fit is decided anew each time.
 */
export function createLabels(
  map: GlMap,
  host: HTMLElement,
): { show: (labels: readonly MapLabel[]) => void; remove: () => void } {
  let entries: { label: MapLabel; element: HTMLElement; width: number; height: number }[] = [];
  const place = () => {
    const [width, height] = [host.clientWidth, host.clientHeight];
    const boxes = entries.map((entry) => {
      const { x, y } = map.project(entry.label.at);
      // A name at the edge moves inwards rather than being cut.
      const half = entry.width / 2 + 2;
      const held = x < 0 || x > width ? x : Math.min(Math.max(x, half), Math.max(half, width - half));
      return { x: held, y, width: entry.width, height: entry.height };
    });
    const inside = boxes.map(
      (box) =>
        box.x - box.width / 2 > -10 && box.x + box.width / 2 < width + 10 && box.y > 0 && box.y < height,
    );
    const shown = boxes.map(() => false);
    const candidates = boxes.flatMap((_, at) => (inside[at] ? [at] : []));
    const free = declutter(
      candidates.map((at) => boxes[at]!),
      GAP_PX,
    );
    candidates.forEach((at, each) => {
      shown[at] = free[each]!;
    });
    entries.forEach((entry, at) => {
      const box = boxes[at]!;
      entry.element.style.transform = `translate(${Math.round(box.x - box.width / 2)}px, ${Math.round(box.y - box.height / 2)}px)`;
      entry.element.dataset.shown = String(shown[at]);
    });
  };
  map.on('move', place);
  map.on('resize', place);
  return {
    show(labels) {
      const known = new Map(entries.map((entry) => [entry.label.code, entry]));
      entries = [...labels]
        .sort((a, b) => b.weight - a.weight)
        .map((label) => {
          const entry = known.get(label.code);
          known.delete(label.code);
          const element = entry?.element ?? document.createElement('div');
          const same = entry && entry.label.name === label.name && entry.label.value === label.value;
          if (!entry) {
            element.className = styles.label!;
            host.append(element);
          }
          element.dataset.spike = String(label.spike);
          if (same) return { ...entry, label };
          const [name, value] = [document.createElement('span'), document.createElement('b')];
          name.textContent = label.name;
          value.textContent = label.value;
          element.replaceChildren(name, value);
          return { label, element, width: element.offsetWidth, height: element.offsetHeight };
        });
      for (const gone of known.values()) gone.element.remove();
      place();
    },
    remove() {
      map.off('move', place);
      map.off('resize', place);
      for (const entry of entries) entry.element.remove();
      entries = [];
    },
  };
}
