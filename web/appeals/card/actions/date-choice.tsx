import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import styles from './actions.module.css';

/** The same day next month, or the last one where that month is shorter; a day is YYYY-MM-DD. */
export function quickDays(today: string): { name: 'tomorrow' | 'week' | 'month'; day: string }[] {
  const plus = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const next = new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
  return [
    { name: 'tomorrow', day: plus(1) },
    { name: 'week', day: plus(7) },
    { name: 'month', day: next },
  ];
}

interface DateChoiceProps {
  id: string;
  value: string;
  onChange: (day: string) => void;
  invalid?: boolean;
  describedBy?: string;
}

/** A future day: three usual ones at a press, any other by the calendar of the browser. */
export function DateChoice({ id, value, onChange, invalid, describedBy }: DateChoiceProps) {
  const { t } = useTranslation('casework');
  const { today } = useFormat();
  return (
    <div className={styles.date}>
      <input
        id={id}
        type="date"
        className={styles.dateInput}
        value={value}
        min={today}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
      />
      {quickDays(today).map(({ name, day }) => (
        <Button
          key={name}
          view={day === value ? 'outlined-info' : 'outlined'}
          onClick={() => onChange(day === value ? '' : day)}
          selected={day === value}
        >
          {t(`quick.${name}`)}
        </Button>
      ))}
    </div>
  );
}
