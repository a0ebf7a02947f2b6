import type { ReactNode } from 'react';
import styles from './page.module.css';

/** A box in which a table wider than the screen is scrolled, by a finger and by the arrow keys alike. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
