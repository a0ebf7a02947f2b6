import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import styles from './people.module.css';

interface PeriodFieldsProps {
  id: string;
  from: string;
  to: string;
  onChange: (period: { from: string; to: string }) => void;
}

/** First and last day of a right; without a last day it holds until it is ended. */
export function PeriodFields({ id, from, to, onChange }: PeriodFieldsProps) {
  const { t } = useTranslation('people');
  const { today } = useFormat();
  return (
    <>
      <label htmlFor={`${id}-from`}>
        {t('from')}
        <input
          id={`${id}-from`}
          type="date"
          className={styles.date}
          value={from}
          onChange={(event) => onChange({ from: event.target.value || today, to })}
        />
      </label>
      <label htmlFor={`${id}-to`}>
        {t('to')}
        <input
          id={`${id}-to`}
          type="date"
          className={styles.date}
          min={from}
          value={to}
          onChange={(event) => onChange({ from, to: event.target.value })}
        />
      </label>
    </>
  );
}
