import { useTranslation } from 'react-i18next';
import type { KpiReport } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './kpi-page.module.css';
import { SparkChart } from './spark-chart.tsx';
import { useKpiWords } from './use-kpi-words.ts';

type Row = KpiReport['rows'][number];

interface KpiCardProps {
  row: Row;
  months: readonly string[];
  /** Nothing at all was counted a year before: said once above, not on every card. */
  young: boolean;
}

/** One figure: value, of how many, against the target and the year before, twelve months as a line. */
export function KpiCard({ row, months, young }: KpiCardProps) {
  const { t } = useTranslation('kpi');
  const format = useFormat();
  const words = useKpiWords();
  const { figure, yearBefore, unit, target } = row;
  const change = words.change(figure.value, yearBefore.value, unit);
  const moved = figure.value !== null && yearBefore.value !== null ? figure.value - yearBefore.value : 0;
  const mood =
    moved === 0 || row.better === 'neither'
      ? undefined
      : moved > 0 === (row.better === 'more')
        ? 'good'
        : 'bad';
  const goal = target?.atLeast ?? target?.atMost ?? null;
  const reached =
    figure.value === null || goal === null
      ? undefined
      : target?.atLeast !== undefined
        ? figure.value >= goal
        : figure.value <= goal;
  return (
    <article className={styles.card} title={row.hint}>
      <h3>{row.title.replace(' %', '\u00a0%')}</h3>
      <p className={styles.value} data-reached={reached}>
        {words.value(figure.value, unit)}
      </p>
      <p className={styles.n}>
        {unit === 'count' && figure.value === figure.n
          ? row.hint
          : `${t('of', { number: format.number(figure.n) })} ${row.of}`}
      </p>
      <SparkChart
        values={row.series.map(({ value }) => value)}
        months={months}
        goal={goal}
        label={t('series', { title: row.title })}
      />
      <p className={styles.foot}>
        {goal !== null && (
          <span data-reached={reached}>
            {t(target?.atLeast !== undefined ? 'atLeast' : 'atMost', { value: words.value(goal, unit) })}
          </span>
        )}
        {change !== null ? (
          <span data-mood={mood}>
            {t('yearBefore', {
              change,
              value: words.value(yearBefore.value, unit),
              n: format.number(yearBefore.n),
            })}
          </span>
        ) : (
          !young && <span>{t('noYearBefore')}</span>
        )}
      </p>
    </article>
  );
}
