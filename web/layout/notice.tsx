import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** The remedy: one button or link, two at most. */
  action?: ReactNode;
  role?: 'alert' | 'status';
}

/** An empty list, an error, a lost address: what happened, and what to do about it. */
export function Notice({ title, children, action, role }: NoticeProps) {
  return (
    <div className={styles.notice} role={role}>
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
