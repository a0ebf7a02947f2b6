import { describeError } from '../api/problem-error.ts';
import styles from './templates-page.module.css';

/** Why it was not saved, in the words of the server. */
export function Refused({ error }: { error: unknown }) {
  if (!error) return null;
  const { title, detail, errors } = describeError(error);
  const fields = Object.values(errors ?? {});
  return (
    <p className={styles.refusal} role="alert">
      {fields.length > 0 ? fields.join('. ') : (detail ?? title)}
    </p>
  );
}
