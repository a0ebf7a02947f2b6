import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './campaigns.module.css';

/** What came of one campaign, over the cases the reader may see. */
export function CampaignSummaryView({ id }: { id: string }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const registry = useRegistry();
  const query = useQuery({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => call('campaign', { params: { id }, signal }),
  });
  if (query.isPending) return <Bars rows={8} />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const summary = query.data;
  const figures = [
    ['count', format.number(summary.count)],
    ['answered', format.number(summary.answered)],
    ['overdue', format.number(summary.overdue)],
    ['rating', summary.ratingMean === null ? '—' : format.number(summary.ratingMean, 1)],
  ] as const;
  const cuts = [
    ['byTopic', registry.topicName],
    ['byMunicipality', registry.municipalityName],
    ['byOrganisation', registry.organisationName],
    ['byChannel', (key: string | null) => t(`vocabulary:channel.${key}`)],
  ] as const;
  return (
    <section className={styles.summary} aria-label={summary.name}>
      <h2>{summary.name}</h2>
      <p className={styles.quiet}>
        {[summary.theme, summary.speakers, `#${summary.tag}`].filter(Boolean).join(' · ')}
      </p>
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.cuts}>
        {cuts.map(([name, nameOf]) => (
          <table key={name}>
            <caption>{t(name)}</caption>
            <tbody>
              {summary[name].map((row) => (
                <tr key={row.key ?? '-'}>
                  <td>{row.key === null ? t('unknown') : nameOf(row.key)}</td>
                  <td>{format.number(row.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
}
