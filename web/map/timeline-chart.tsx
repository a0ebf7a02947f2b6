import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Timeline } from '../../contract/index.ts';
import type { DayRange } from '../filters/period.ts';
import type { Inks } from './draw-matrix.ts';
import { selectByTouch } from './select-by-touch.ts';
import styles from './timeline-chart.module.css';
import { useSize } from './use-size.ts';

interface TimelineChartProps {
  days: Timeline['days'];
  inks: Inks;
  label: string;
  /** Marked part of the axis. */
  range?: DayRange;
  /** The day that is not over, YYYY-MM-DD: the line to it is broken. */
  today?: string;
  /** The one day that is being shown now. */
  day?: string | null;
  onRange?: (range: DayRange) => void;
  /** Index of the day under the pointer, null when it leaves. */
  onPoint?: (at: number | null) => void;
  axes?: boolean;
}

/** Noon, so that no time zone moves a day to its neighbour. */
const seconds = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;
const dayOf = (at: number) => new Date(at * 1000).toISOString().slice(0, 10);
const DAY_S = 86_400;

/** Appeals a day with the band of what is usual. Dragging marks a period, a click one day. */
export function TimelineChart({
  days,
  inks,
  label,
  range,
  today,
  day,
  onRange,
  onPoint,
  axes = true,
}: TimelineChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const plot = useRef<uPlot | null>(null);
  const marks = useRef({ range, day, days, onRange, onPoint });
  marks.current = { range, day, days, onRange, onPoint };

  const data = useMemo<uPlot.AlignedData>(
    () => [
      days.map((each) => seconds(each.day)),
      days.map((each) => each.high),
      days.map((each) => each.low),
      days.map((each) => (each.day === today ? null : each.count)),
      // Only the way from yesterday to today.
      days.map((each, at) => (days[at + 1]?.day === today || each.day === today ? each.count : null)),
    ],
    [days, today],
  );
  const latest = useRef(data);
  latest.current = data;

  const selectable = onRange !== undefined;
  const ready = size.width > 0 && size.height > 0;
  useEffect(() => {
    if (!ready) return;
    const box = host.current!;
    const chart = new uPlot(
      options({ width: box.clientWidth, height: box.clientHeight, inks, axes, selectable, marks }),
      latest.current,
      box,
    );
    plot.current = chart;
    return () => {
      plot.current = null;
      chart.destroy();
    };
  }, [inks, axes, selectable, ready]);

  useEffect(() => plot.current?.setData(data), [data]);
  useEffect(() => {
    if (ready) plot.current?.setSize(size);
  }, [size, ready]);
  useEffect(() => plot.current?.redraw(false), [range, day]);

  return <div ref={host} className={styles.chart} role="img" aria-label={label} />;
}

interface OptionsInput {
  width: number;
  height: number;
  inks: Inks;
  axes: boolean;
  selectable: boolean;
  marks: { current: Pick<TimelineChartProps, 'range' | 'day' | 'days' | 'onRange' | 'onPoint'> };
}

function options({ width, height, inks, axes, selectable, marks }: OptionsInput): uPlot.Options {
  const axis = {
    stroke: inks.quiet,
    font: `11px ${inks.font}`,
    grid: { stroke: inks.line, width: 0.5 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'UTC'),
    legend: { show: false },
    padding: [6, axes ? 20 : 2, axes ? null : 2, axes ? null : 2],
    cursor: {
      y: false,
      drag: { x: selectable, y: false, setScale: false },
      points: { size: 6 },
    },
    scales: {
      y: { range: (_, __, max) => [0, Math.max(1, max) * 1.08] },
      x: { range: (_, min, max) => [min - DAY_S / 2, max + DAY_S / 2] },
    },
    axes: [
      {
        ...axis,
        show: axes,
        size: 22,
        gap: 3,
        values: (_, ticks) => ticks.map((at) => tickText(at)),
        space: 64,
      },
      { ...axis, show: axes, size: 40, gap: 4, space: 26 },
    ],
    bands: [{ series: [1, 2], fill: withAlpha(inks.quiet, 0.22) }],
    series: [
      {},
      { stroke: 'transparent', width: 0, points: { show: false } },
      { stroke: 'transparent', width: 0, points: { show: false } },
      { stroke: inks.accent, width: 1.6, points: { show: false } },
      { stroke: inks.accent, width: 1.6, dash: [3, 4], points: { show: false } },
    ],
    hooks: {
      drawClear: [(chart) => drawMarks(chart, inks, marks.current)],
      ready: [
        (chart) => {
          // uPlot swallows the click that ends a drag, so this is a click alone: one day.
          selectByTouch(chart, () => chooseSelected(chart, marks.current));
          chart.over.addEventListener('click', () => {
            const day = marks.current.days[chart.cursor.idx ?? -1]?.day;
            if (day) marks.current.onRange?.({ from: day, to: day });
          });
        },
      ],
      setCursor: [(chart) => marks.current.onPoint?.(chart.cursor.idx ?? null)],
      setSelect: [(chart) => chooseSelected(chart, marks.current)],
    },
  };
}

/** Tells the days under the dragged stretch and takes the stretch away. */
function chooseSelected(chart: uPlot, { onRange, days }: Pick<TimelineChartProps, 'onRange' | 'days'>): void {
  const { left, width } = chart.select;
  if (!onRange || days.length === 0) return;
  const clamp = (day: string) =>
    day < days[0]!.day ? days[0]!.day : day > days.at(-1)!.day ? days.at(-1)!.day : day;
  // A day counts when a good part of it was dragged over.
  const from = clamp(dayOf(chart.posToVal(left, 'x') + DAY_S * 0.3));
  const to = clamp(dayOf(chart.posToVal(left + width, 'x') - DAY_S * 0.3));
  chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onRange(from <= to ? { from, to } : { from: to, to });
}

/** The chosen period as a lighter ground, the day being played as a bar. */
function drawMarks(
  chart: uPlot,
  inks: Inks,
  { range, day }: Pick<TimelineChartProps, 'range' | 'day'>,
): void {
  const { ctx, bbox } = chart;
  const bar = (from: string, to: string, fill: string) => {
    const left = Math.max(bbox.left, chart.valToPos(seconds(from) - DAY_S / 2, 'x', true));
    const right = Math.min(bbox.left + bbox.width, chart.valToPos(seconds(to) + DAY_S / 2, 'x', true));
    if (right <= left) return;
    ctx.fillStyle = fill;
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  };
  ctx.save();
  if (range) bar(range.from, range.to, inks.accentSoft);
  if (day) bar(day, day, withAlpha(inks.accent, 0.45));
  ctx.restore();
}

function tickText(at: number): string {
  return new Intl.DateTimeFormat(document.documentElement.lang || 'ru', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
    .format(new Date(at * 1000))
    .replace('.', '')
    .replace(/([а-я]{3})[а-я]*/, '$1');
}

function withAlpha(hex: string, alpha: number): string {
  return `color-mix(in srgb, ${hex} ${Math.round(alpha * 100)}%, transparent)`;
}
