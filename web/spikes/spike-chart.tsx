import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { SpikeChart as Chart } from '../../contract/index.ts';
import type { Inks } from '../map/draw-matrix.ts';
import { useSize } from '../map/use-size.ts';
import styles from './spike-page.module.css';

interface SpikeChartProps {
  chart: Chart;
  /** Days of the wave, both inclusive. */
  firstDay: string;
  lastDay: string;
  inks: Inks;
  label: string;
  /** «24 ноя: 116, обычно 2,4» for the day under the pointer. */
  dayText: (day: string, count: number, usual: number) => string;
}

const DAY_S = 86_400;
/** Noon, so that no time zone moves a day to its neighbour. */
const seconds = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;
const dayOf = (at: number) => new Date(at * 1000).toISOString().slice(0, 10);

/** Counts a day as bars over the band of the usual level; the wave's days in the colour of alarm. */
export function SpikeChart({ chart, firstDay, lastDay, inks, label, dayText }: SpikeChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLOutputElement>(null);
  const size = useSize(host);
  const say = useRef(dayText);
  say.current = dayText;

  const data = useMemo<uPlot.AlignedData>(() => {
    const start = seconds(chart.firstDay);
    const days = chart.counts.map((_, at) => start + at * DAY_S);
    const isWave = (at: number) => at >= seconds(firstDay) && at <= seconds(lastDay);
    return [
      days,
      chart.upper,
      chart.usual,
      chart.counts.map((count, at) => (isWave(days[at]!) ? null : count)),
      chart.counts.map((count, at) => (isWave(days[at]!) ? count : null)),
    ];
  }, [chart, firstDay, lastDay]);

  useEffect(() => {
    if (size.width === 0 || size.height === 0) return;
    const axis = {
      stroke: inks.quiet,
      font: `11px ${inks.font}`,
      grid: { stroke: inks.line, width: 0.5 },
      ticks: { show: false },
    };
    const bars = uPlot.paths.bars!({ size: [0.75, 18] });
    const plot = new uPlot(
      {
        width: size.width,
        height: size.height,
        tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'UTC'),
        legend: { show: false },
        padding: [8, 8, null, null],
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: {
          y: { range: (_, __, max) => [0, Math.max(1, max) * 1.08] },
          x: { range: (_, min, max) => [min - DAY_S / 2, max + DAY_S / 2] },
        },
        axes: [
          { ...axis, size: 22, gap: 3, space: 72, values: (_, ticks) => ticks.map(tickText) },
          { ...axis, size: 40, gap: 4, space: 26, incrs: WHOLE },
        ],
        bands: [{ series: [1, 2], fill: `${inks.quiet}40` }],
        series: [
          {},
          { stroke: 'transparent', width: 0, points: { show: false } },
          { stroke: inks.quiet, width: 1, dash: [3, 3], points: { show: false } },
          { fill: inks.accent, stroke: inks.accent, width: 0, paths: bars, points: { show: false } },
          { fill: inks.alarm, stroke: inks.alarm, width: 0, paths: bars, points: { show: false } },
        ],
        hooks: {
          setCursor: [
            ({ cursor }) => {
              const at = cursor.idx;
              if (!tip.current) return;
              const known = at != null && chart.counts[at] !== undefined;
              tip.current.textContent = known
                ? say.current(dayOf(data[0]![at]!), chart.counts[at]!, chart.usual[at]!)
                : '';
            },
          ],
        },
      },
      data,
      host.current!,
    );
    return () => plot.destroy();
  }, [data, size, inks, chart]);

  return (
    <div className={styles.chartBox}>
      <div ref={host} className={styles.chart} role="img" aria-label={label} />
      <output ref={tip} className={styles.chartTip} aria-hidden />
    </div>
  );
}

const MONTHS = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'short', timeZone: 'UTC' });
/** «24 ноя»: three letters a month, as in every other place. */
const tickText = (at: number) =>
  MONTHS.format(new Date(at * 1000))
    .replace('.', '')
    .replace(/([а-я]{3})[а-я]*/, '$1');
/** Counts are whole: no tick at 7,5. */
const WHOLE = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000];
