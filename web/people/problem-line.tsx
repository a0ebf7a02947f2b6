import type { Problem } from '../../contract/problem.ts';
import styles from './people.module.css';

/** Why it was not taken, beside the button that was pressed; every field that is wrong has its sentence. */
export function ProblemLine({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <p className={styles.refusal} role="alert">
      {[problem.title, problem.detail].filter(Boolean).join('. ')}
    </p>
  );
}
