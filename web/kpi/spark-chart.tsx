import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useInks } from '../map/use-inks.ts';
import { useSize } from '../map/use-size.ts';
import styles from './kpi-page.module.css';

interface SparkChartProps {
  /** One a month; null where there was nothing to judge from. */
  values: readonly (number | null)[];
  months: readonly string[];
  /** Drawn as a thin line across. */
  goal: number | null;
  label: string;
}

const seconds = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;

/** Twelve months in a strip: the shape, not the digits; those stand above it. */
export function SparkChart({ values, months, goal, label }: SparkChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const { inks } = useInks();
  useEffect(() => {
    const box = host.current;
    if (!box || size.width === 0) return;
    const points = values.filter((value) => value !== null).length;
    const chart = new uPlot(
      {
        width: size.width,
        height: 36,
        legend: { show: false },
        cursor: { show: false },
        padding: [4, 4, 4, 4],
        scales: {
          x: { time: true },
          y: { range: (_, __, max) => [0, Math.max(max ?? 0, goal ?? 0, 1e-9) * 1.1] },
        },
        axes: [{ show: false }, { show: false }],
        series: [
          {},
          {
            stroke: inks.accent,
            width: 1.5,
            fill: inks.accentSoft,
            spanGaps: true,
            points: { show: points < 3, size: 5, fill: inks.accent },
          },
          { stroke: inks.quiet, width: 0.75, dash: [3, 3], points: { show: false } },
        ],
      },
      [months.map(seconds), [...values], months.map(() => goal)],
      box,
    );
    return () => chart.destroy();
  }, [values, months, goal, inks, size.width]);
  return <div ref={host} className={styles.spark} role="img" aria-label={label} />;
}
