import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { drawMatrix, type MatrixPicture } from './draw-matrix.ts';
import styles from './heat-matrix.module.css';
import type { Hover } from './hover.ts';
import type { Place } from './map-view.ts';
import {
  frozenX,
  frozenY,
  moved,
  NAMES,
  overhang,
  type Spot,
  scrollTo,
  sizesFor,
  spotAt,
  TOTALS,
} from './matrix-geometry.ts';
import type { MatrixModel } from './matrix-model.ts';
import { MatrixTip } from './matrix-tip.tsx';
import { useFade } from './use-fade.ts';
import { useOpenSpikeCells } from './use-open-spikes.ts';
import { useSize } from './use-size.ts';

interface HeatMatrixProps {
  model: MatrixModel;
  scale: MatrixPicture['scale'];
  inks: MatrixPicture['inks'];
  text: MatrixPicture['text'];
  totalName: string;
  label: string;
  hover: Hover;
  place: Place | null;
  /** Keys `row/municipality` that changed just now. */
  flashes: readonly string[];
  /** Everything this much larger: for the wall. */
  zoom: number;
  onPlace: (place: Place) => void;
  onOpenRow: (code: string) => void;
}

/** The matrix on one canvas inside a scrolling box; keyboard, pointer and screen reader reach every cell. */
export function HeatMatrix(props: HeatMatrixProps) {
  const { model, scale, inks, text, totalName, hover, place, onPlace, onOpenRow, zoom } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const view = useMemo(() => ({ width: size.width / zoom, height: size.height / zoom }), [size, zoom]);
  const sizes = useMemo(() => sizesFor(view.width), [view.width]);
  const [focused, setFocused] = useState(false);
  const [cursor, setCursor] = useState<Spot>({ row: 0, column: 0 });
  const [tip, setTip] = useState<{ spot: Spot; x: number; y: number } | null>(null);
  const openSpikes = useOpenSpikeCells();
  const counts = { rows: model.rows.length, columns: model.columns.length };

  const index = useMemo(
    () => ({
      rows: new Map(model.rows.map((row, at) => [row.code, at])),
      columns: new Map(model.columns.map((column, at) => [column.code, at])),
    }),
    [model],
  );
  const rowAt = (code: string | null) => (code === null ? TOTALS : (index.rows.get(code) ?? null));
  const columnAt = (code: string | null) => (code === null ? TOTALS : (index.columns.get(code) ?? null));

  const flashing = useMemo(
    () =>
      props.flashes.flatMap((key) => {
        const slash = key.lastIndexOf('/');
        const [row, column] = [index.rows.get(key.slice(0, slash)), index.columns.get(key.slice(slash + 1))];
        return row === undefined || column === undefined ? [] : [row * model.columns.length + column];
      }),
    [props.flashes, index, model],
  );

  const scrolled = () => ({
    left: (box.current?.scrollLeft ?? 0) / zoom,
    top: (box.current?.scrollTop ?? 0) / zoom,
  });
  const frame = useRef(0);
  const draw = useRef<() => void>(() => {});
  const redraw = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => draw.current());
  }, []);
  const strength = useFade(flashing, redraw);

  draw.current = () => {
    const context = canvas.current?.getContext('2d');
    if (!context || !box.current) return;
    const ratio = window.devicePixelRatio || 1;
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, 0, 0);
    const pointed = hover.get();
    const chosenRow = place ? rowAt(place.row) : null;
    const chosenColumn = place ? columnAt(place.municipality) : null;
    drawMatrix(
      context,
      {
        model,
        scale,
        inks,
        sizes,
        text,
        totalName,
        hover: {
          row: pointed?.row != null ? (index.rows.get(pointed.row) ?? null) : null,
          column: pointed?.municipality != null ? (index.columns.get(pointed.municipality) ?? null) : null,
        },
        chosen: chosenRow !== null && chosenColumn !== null ? { row: chosenRow, column: chosenColumn } : null,
        cursor: focused ? cursor : null,
        flashes: strength(),
        openSpikes,
      },
      scrolled(),
      view,
    );
  };
  // Draw in the same frame as the new picture: a canvas one frame late blinks.
  useEffect(() => {
    draw.current();
  });
  useEffect(() => hover.watch(redraw), [hover, redraw]);

  const spotOf = (event: PointerEvent | React.MouseEvent): Spot | null => {
    const rect = box.current!.getBoundingClientRect();
    const [x, y] = [(event.clientX - rect.left) / zoom, (event.clientY - rect.top) / zoom];
    return spotAt(x, y, scrolled(), sizes, counts);
  };
  const placeOf = (spot: Spot): Place => ({
    row: model.rows[spot.row]?.code ?? null,
    municipality: model.columns[spot.column]?.code ?? null,
  });
  const act = (spot: Spot) => {
    const row = model.rows[spot.row];
    if (spot.column === NAMES && row?.opens) onOpenRow(row.code);
    else onPlace(placeOf(spot));
  };

  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    const spot = spotOf(event);
    const rect = box.current!.getBoundingClientRect();
    setTip(spot && { spot, x: event.clientX - rect.left, y: event.clientY - rect.top });
    hover.set(spot && placeOf(spot));
  };
  const leave = () => {
    setTip(null);
    hover.set(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(cursor);
      return;
    }
    const page = Math.max(1, Math.floor((view.height - frozenY(sizes)) / sizes.row) - 1);
    const next = moved(cursor, event.key, counts, page);
    if (!next) return;
    event.preventDefault();
    setCursor(next);
    const to = scrollTo(next, scrolled(), view, sizes);
    box.current!.scrollTo(to.left * zoom, to.top * zoom);
    hover.set(placeOf(next));
  };

  const ratio = typeof window === 'undefined' ? 1 : window.devicePixelRatio || 1;
  const width = frozenX(sizes) + model.columns.length * sizes.column + overhang(sizes);
  const height = frozenY(sizes) + model.rows.length * sizes.row + 4;
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of thousands of elements would not scroll; the table beside it is the semantic one */}
      <div
        ref={box}
        className={styles.box}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move the cursor inside
        tabIndex={0}
        aria-label={props.label}
        onScroll={() => {
          setTip(null);
          redraw();
        }}
        onPointerMove={onPointerMove}
        onPointerLeave={leave}
        onClick={(event) => {
          const spot = spotOf(event);
          if (!spot) return;
          setCursor(spot);
          act(spot);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(box.current?.matches(':focus-visible') ?? false)}
        onBlur={() => {
          setFocused(false);
          leave();
        }}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          width={Math.round(size.width * ratio)}
          height={Math.round(size.height * ratio)}
          style={{ width: size.width, height: size.height }}
          aria-hidden
        />
        <div className={styles.spacer} style={{ width: width * zoom, height: height * zoom }} />
      </div>
      {tip && <MatrixTip model={model} spot={tip.spot} x={tip.x} y={tip.y} view={size} />}
      <div className="o-visually-hidden" aria-live="polite">
        {focused && <MatrixTip model={model} spot={cursor} />}
      </div>
    </div>
  );
}
