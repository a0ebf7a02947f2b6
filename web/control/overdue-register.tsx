import { ArrowDownToLine } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { addressOf, call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './control-page.module.css';

const PAGE_ROWS = 100;

/** Реестр просрочек: by how many working days, who had the case when its term ended, how often it was escalated. */
export function OverdueRegister({ filter }: { filter: AppealFilterQuery }) {
  const { t } = useTranslation('control');
  const format = useFormat();
  const registry = useRegistry();
  const { due: _due, owed: _owed, ...asked } = filter;
  const query = useInfiniteQuery({
    queryKey: ['control', 'overdue', asked],
    queryFn: ({ pageParam, signal }) =>
      call('overdue', { query: { ...asked, after: pageParam, limit: PAGE_ROWS }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (query.isPending) return <Bars rows={14} height={36} />;
  if (query.isError && !query.data)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const rows = query.data!.pages.flatMap((page) => page.rows);
  const total = query.data!.pages[0]!.total;
  if (total === 0)
    return (
      <Notice role="status" title={t('overdue.empty')}>
        {t('overdue.emptyDetail')}
      </Notice>
    );
  return (
    <div className={styles.body}>
      <div className={styles.line}>
        <strong role="status">{t('overdue.total', { count: total, number: format.number(total) })}</strong>
        <Button view="outlined" href={addressOf('/api/overdue.csv', {}, asked)} extraProps={{ download: '' }}>
          <Icon data={ArrowDownToLine} size={14} />
          {t('overdue.file')}
        </Button>
      </div>
      <div className={styles.scroller}>
        <table className={styles.register}>
          <thead>
            <tr>
              {(['days', 'number', 'topic', 'held', 'now', 'climbed'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`overdue.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td data-mood={row.daysLate >= 5 ? 'alarm' : 'warn'} className={styles.late}>
                  {format.number(row.daysLate)}
                </td>
                <td>
                  <Link to="/appeals/$id" params={{ id: row.id }}>
                    {row.number}
                  </Link>
                  <div className={styles.quiet}>{t('overdue.term', { day: format.day(row.dueAt) })}</div>
                </td>
                <td>
                  {row.topic ? registry.topicName(row.topic) : t('vocabulary:field.topicMissing')}
                  <div className={styles.quiet}>{registry.municipalityName(row.municipality)}</div>
                </td>
                <td>
                  {registry.organisationName(row.heldByOrganisation)}
                  <div className={styles.quiet}>{row.heldByName ?? row.heldBy ?? t('nobody')}</div>
                </td>
                <td>
                  {row.heldByOrganisation === row.organisation ? (
                    <span className={styles.quiet}>{t('overdue.same')}</span>
                  ) : (
                    registry.organisationName(row.organisation)
                  )}
                  <div className={styles.quiet}>{t(`vocabulary:status.${row.status}`)}</div>
                </td>
                <td className={styles.late}>{row.escalations > 0 ? format.number(row.escalations) : '·'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {query.hasNextPage && (
          <Button
            className={styles.more}
            view="outlined"
            size="l"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('overdue.more', { number: format.number(total - rows.length) })}
          </Button>
        )}
      </div>
    </div>
  );
}
