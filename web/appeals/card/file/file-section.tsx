import { Plus, Xmark } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import styles from './file.module.css';

interface FileSectionProps {
  title: string;
  count: number;
  /** What the plus does, in words; none: nothing can be added. */
  add?: string;
  adding?: boolean;
  onAdd?: () => void;
  children?: ReactNode;
}

/** One kind of things beside the case: how many, the things, and a plus. */
export function FileSection({ title, count, add, adding = false, onAdd, children }: FileSectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h2>
          {title} {count > 0 && <span>{count}</span>}
        </h2>
        {add && (
          <Button view="flat" size="s" onClick={onAdd} title={add} aria-label={add} aria-expanded={adding}>
            <Icon data={adding ? Xmark : Plus} size={14} />
          </Button>
        )}
      </header>
      {children}
    </section>
  );
}
