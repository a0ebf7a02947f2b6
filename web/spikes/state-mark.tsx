import { useTranslation } from 'react-i18next';
import type { SpikeState } from '../../contract/index.ts';
import styles from './state-mark.module.css';

export function StateMark({ state }: { state: SpikeState }) {
  const { t } = useTranslation('spikes');
  return (
    <span className={styles.mark} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
