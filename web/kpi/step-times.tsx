import { useTranslation } from 'react-i18next';
import type { KpiReport } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';
import figures from './figures.module.css';
import styles from './kpi-page.module.css';
import { useKpiWords } from './use-kpi-words.ts';

/** Где стоят дела: what of the way to the answer was work and what was waiting. */
export function StepTimes({ steps }: { steps: KpiReport['steps'] }) {
  const { t } = useTranslation(['kpi', 'vocabulary']);
  const format = useFormat();
  const words = useKpiWords();
  return (
    <section className={styles.effect} aria-label={t('steps.title')}>
      <h2>{t('steps.title')}</h2>
      {steps.rows.length === 0 ? (
        <p>{t('steps.empty')}</p>
      ) : (
        <>
          <p>{t('steps.about', { number: format.number(steps.cases) })}</p>
          <table className={figures.plain}>
            <thead>
              <tr>
                <th scope="col">{t('steps.step')}</th>
                <th scope="col" data-number>
                  {t('steps.mean')}
                </th>
                <th scope="col">{t('steps.share')}</th>
                <th scope="col" data-number>
                  {t('steps.n')}
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.rows.map((row) => (
                <tr key={row.status}>
                  <th scope="row">{t(`vocabulary:status.${row.status}`)}</th>
                  <td data-number>{words.value(row.hours, 'hours')}</td>
                  <td>
                    <span
                      className={figures.shareBar}
                      style={{ inlineSize: `${Math.round(row.share * 100)}%` }}
                    />
                    {words.value(row.share, 'share')}
                  </td>
                  <td data-number>{format.number(row.n)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
