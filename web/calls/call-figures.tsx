import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { dayIn } from '../filters/period.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './calls-page.module.css';

const WEEK_MS = 6 * 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** How the line worked on these days; they stand in the address. */
export function CallFigures() {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const timeZone = useRegistry().region?.timeZone ?? 'Europe/Moscow';
  const { search, change } = useAddressSearch();
  const given = (value: string | undefined) => (value && DAY.test(value) ? value : undefined);
  const to = given(search.to) ?? format.today;
  const from = given(search.from) ?? dayIn(timeZone, new Date(format.now.getTime() - WEEK_MS));
  const query = useQuery({
    queryKey: ['calls', 'summary', from, to],
    queryFn: ({ signal }) => call('callSummary', { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
    enabled: from <= to,
  });
  const day = (name: 'from' | 'to', value: string) => (
    <label>
      {t(name)}{' '}
      <input
        type="date"
        className={styles.native}
        value={value}
        max={name === 'to' ? format.today : to}
        min={name === 'to' ? from : undefined}
        onChange={(event) => change({ [name]: event.target.value || undefined }, { replace: true })}
      />
    </label>
  );
  const summary = query.data;
  return (
    <>
      <div className={styles.days}>
        {day('from', from)}
        {day('to', to)}
      </div>
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Bars rows={6} />}
      {summary && summary.incoming + summary.outgoing === 0 && (
        <Notice title={t('emptySummary.title')}>{t('emptySummary.detail')}</Notice>
      )}
      {summary && summary.incoming + summary.outgoing > 0 && <Figures summary={summary} />}
    </>
  );
}

function Figures({ summary }: { summary: Awaited<ReturnType<typeof call<'callSummary'>>> }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const share = (value: number | null) => (value === null ? '—' : format.share(value));
  const figures = [
    [t('figure.incoming'), format.number(summary.incoming)],
    [t('figure.serviceLevel', { n: summary.slSeconds }), share(summary.serviceLevel)],
    [
      t('figure.wait'),
      summary.waitSecondsMean === null ? '—' : t('seconds', { n: format.number(summary.waitSecondsMean) }),
    ],
    [t('figure.lost'), format.number(summary.lost)],
    [t('figure.repeated'), format.number(summary.repeated)],
    [t('figure.outgoing'), format.number(summary.outgoing)],
    [t('figure.open'), format.number(summary.callBacksOpen)],
  ] as const;
  return (
    <>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.columns}>
        <section>
          <h2>{t('purposes')}</h2>
          {summary.purposes.length === 0 && <p className={styles.quiet}>{t('noPurposes')}</p>}
          <table className={styles.counts}>
            <tbody>
              {summary.purposes.map((purpose) => (
                <tr key={purpose.code} data-depth={purpose.depth}>
                  <td>{purpose.name}</td>
                  <td>{format.number(purpose.count)}</td>
                  <td>{share(purpose.count / summary.incoming)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section>
          <h2>{t('days')}</h2>
          <table className={styles.counts}>
            <thead>
              <tr>
                <th>{t('day')}</th>
                <th>{t('answered')}</th>
                <th>{t('lostShort')}</th>
              </tr>
            </thead>
            <tbody>
              {[...summary.byDay].reverse().map((each) => (
                <tr key={each.day}>
                  <td>{format.longDay(each.day)}</td>
                  <td>{format.number(each.answered)}</td>
                  <td>{format.number(each.lost)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}
