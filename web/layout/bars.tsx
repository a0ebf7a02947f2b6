import styles from './bars.module.css';

/** Grey bars in place of rows on their way; they appear after 300 ms, so that a quick answer never flickers. */
export function Bars({ rows = 8, height = 32 }: { rows?: number; height?: number }) {
  return (
    <div className={styles.bars} aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }}>
          <span style={{ width: `${92 - ((row * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
