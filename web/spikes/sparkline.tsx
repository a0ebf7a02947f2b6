import type { SpikeChart } from '../../contract/index.ts';
import styles from './sparkline.module.css';

const WIDTH = 168;
const HEIGHT = 36;

/** Small picture of the last weeks: a bar a day over the band of the usual, the wave's days marked. */
export function Sparkline({
  chart,
  firstDay,
  label,
}: {
  chart: SpikeChart;
  firstDay: string;
  label: string;
}) {
  const { counts, upper } = chart;
  const top = Math.max(1, ...counts, ...upper) * 1.05;
  const step = WIDTH / Math.max(1, counts.length);
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  const start = Math.round((Date.parse(firstDay) - Date.parse(chart.firstDay)) / 86_400_000);
  const band = `M0,${HEIGHT} ${upper.map((value, at) => `L${(at + 0.5) * step},${y(value)}`).join(' ')} L${WIDTH},${y(upper.at(-1) ?? 0)} L${WIDTH},${HEIGHT} Z`;
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <path d={band} className={styles.band} />
      {counts.map((count, at) =>
        count === 0 ? null : (
          <rect
            key={at}
            x={at * step + 0.5}
            width={Math.max(1, step - 1)}
            y={y(count)}
            height={HEIGHT - y(count)}
            className={at >= start ? styles.wave : styles.day}
          />
        ),
      )}
    </svg>
  );
}
