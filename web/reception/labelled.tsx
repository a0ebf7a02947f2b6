import { type ReactNode, useId } from 'react';
import styles from './reception.module.css';

interface LabelledProps {
  label: string;
  error?: string;
  wide?: boolean;
  children: (id: string) => ReactNode;
}

/** A field under its name, with the server's sentence about it when there is one. */
export function Labelled({ label, error, wide, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={styles.field} data-wide={wide || undefined}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {error && (
        <span role="alert" className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}
