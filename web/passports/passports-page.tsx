import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { rangeOf } from '../filters/period.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './passport-page.module.css';

/** Паспорта: every municipality and every group of topics with its last thirty days; each opens its passport. */
export function PassportsPage() {
  const { t } = useTranslation('passports');
  const { number, today, change } = useFormat();
  const registry = useRegistry();
  const range = rangeOf('30d', today);
  const query = useQuery({
    queryKey: ['passports', 'list', range],
    queryFn: ({ signal }) => call('heatMap', { query: { ...range, rows: 'group' }, signal }),
  });
  if (query.isPending) return <Bars rows={14} />;
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const places = query.data.municipalities.filter((place) => place.code !== '');
  const topics = query.data.rows.filter((row) => row.code !== '');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
        </div>
      </header>
      <div className={styles.pair}>
        <section>
          <h2>{t('municipalities')}</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('municipality')}</th>
                <th>{t('count')}</th>
                <th>{t('perThousand')}</th>
                <th>{t('toUsual')}</th>
              </tr>
            </thead>
            <tbody>
              {places.map(({ code, count, usual }) => {
                const residents = registry.municipality(code)?.population;
                return (
                  <tr key={code}>
                    <td>
                      <Link to="/passports/municipality/$code" params={{ code }}>
                        {registry.municipalityName(code)}
                      </Link>
                    </td>
                    <td>{number(count)}</td>
                    <td>{residents ? number((count * 1000) / residents, 1) : '—'}</td>
                    <td>{change(count, usual) ?? '—'}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
        <section>
          <h2>{t('topics')}</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('topic')}</th>
                <th>{t('count')}</th>
              </tr>
            </thead>
            <tbody>
              {topics.map(({ code, count }) => (
                <tr key={code}>
                  <td>
                    <Link to="/passports/topic/$code" params={{ code }}>
                      {registry.topicName(code)}
                    </Link>
                  </td>
                  <td>{number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </div>
  );
}
