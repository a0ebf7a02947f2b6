import type { Problem } from '../../contract/problem.ts';
import { problemWords } from '../api/problem-error.ts';
import styles from './refusal.module.css';

/** Why it was not taken, beside the button that was pressed. */
export function Refusal({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <p className={styles.refusal} role="alert">
      {problemWords(problem)}
    </p>
  );
}
