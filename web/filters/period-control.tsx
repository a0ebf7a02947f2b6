import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import styles from './filter-bar.module.css';
import { type DayRange, isPeriod, PERIODS, type Period, periodOf } from './period.ts';

interface PeriodControlProps {
  range: DayRange;
  /** Today where the region is, YYYY-MM-DD: nothing later can be chosen. */
  today: string;
  onPeriod: (period: Period) => void;
  onRange: (range: DayRange) => void;
}

/** Periods by name and two dates. Native date fields: the phone's own wheel beats any imitation. */
export function PeriodControl({ range, today, onPeriod, onRange }: PeriodControlProps) {
  const { t } = useTranslation('filters');
  const named = periodOf(range, today);
  const setFrom = (from: string) => from && onRange({ from, to: range.to < from ? from : range.to });
  const setTo = (to: string) => to && onRange({ from: range.from > to ? to : range.from, to });
  return (
    <fieldset className={styles.period}>
      <legend className="o-visually-hidden">{t('period.label')}</legend>
      <SegmentedRadioGroup
        size="m"
        aria-label={t('period.label')}
        value={named ?? ''}
        onUpdate={(value) => isPeriod(value) && onPeriod(value)}
      >
        {PERIODS.map((period) => (
          <SegmentedRadioGroup.Option key={period} value={period} title={t(`period.hint.${period}`)}>
            {t(`period.${period}`)}
          </SegmentedRadioGroup.Option>
        ))}
      </SegmentedRadioGroup>
      <label className={styles.date}>
        <span className="o-visually-hidden">{t('period.from')}</span>
        <input type="date" value={range.from} max={today} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label className={styles.date}>
        <span aria-hidden>–</span>
        <span className="o-visually-hidden">{t('period.to')}</span>
        <input type="date" value={range.to} max={today} onChange={(event) => setTo(event.target.value)} />
      </label>
    </fieldset>
  );
}
