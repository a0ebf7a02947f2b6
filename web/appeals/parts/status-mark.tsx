import { useTranslation } from 'react-i18next';
import type { Status } from '../../../contract/vocabulary.ts';
import styles from './marks.module.css';

/** What a status asks of the reader: somebody must act, it is being done, it is over. */
const MOOD: Record<Status, 'waits' | 'runs' | 'done' | 'over'> = {
  moderation: 'waits',
  routed: 'runs',
  in_work: 'runs',
  interim_answer: 'runs',
  postponed: 'waits',
  approval: 'runs',
  answered: 'done',
  awaiting_rating: 'done',
  reopened: 'waits',
  transferred: 'waits',
  rejected: 'over',
  withdrawn: 'over',
  closed: 'over',
};

export function StatusMark({ status }: { status: Status }) {
  const { t } = useTranslation('vocabulary');
  return (
    <span className={styles.status} data-mood={MOOD[status]}>
      {t(`status.${status}`)}
    </span>
  );
}
