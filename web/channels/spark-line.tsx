import styles from './figures.module.css';

const WIDTH = 140;
const HEIGHT = 26;

/** The shape of a series in a table's cell; its highest point is told beside it in words. */
export function SparkLine({ values, label }: { values: readonly number[]; label: string }) {
  const top = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values
    .map((value, at) => `${at * step},${HEIGHT - 1 - (value / top) * (HEIGHT - 3)}`)
    .join(' ');
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <polygon points={`0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}`} />
      <polyline points={points} />
    </svg>
  );
}
