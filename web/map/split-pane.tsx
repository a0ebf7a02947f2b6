import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  left: ReactNode;
  right: ReactNode;
  label: string;
  /** Where the chosen width is kept between visits. */
  storageKey: string;
}

const [MIN, MAX, START, STEP] = [22, 75, 44, 2];

/** Two panes with a handle between them: by pointer, and by arrow keys. Width in percent of the whole. */
export function SplitPane({ left, right, label, storageKey }: SplitPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => {
    const kept = Number(localStorage.getItem(storageKey));
    return kept >= MIN && kept <= MAX ? kept : START;
  });
  const set = (next: number) => {
    const clamped = Math.max(MIN, Math.min(MAX, next));
    setShare(clamped);
    localStorage.setItem(storageKey, String(Math.round(clamped)));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const rect = box.current!.getBoundingClientRect();
    set(((event.clientX - rect.left) / rect.width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') set(share - STEP);
    else if (event.key === 'ArrowRight') set(share + STEP);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className={styles.split}
      style={{ gridTemplateColumns: `minmax(0, ${share}fr) 9px minmax(0, ${100 - share}fr)` }}
    >
      {left}
      {/* biome-ignore lint/a11y/useSemanticElements: a separator with a value is the pattern for a movable divider */}
      <div
        className={styles.handle}
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={Math.round(share)}
        aria-valuemin={MIN}
        aria-valuemax={MAX}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => set(START)}
        onKeyDown={onKeyDown}
      />
      {right}
    </div>
  );
}
