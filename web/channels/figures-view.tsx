import { ArrowDownToLine } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelFigures } from '../../contract/channel-figures.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { addressOf, call } from '../api/client.ts';
import { readFilter } from '../filters/appeal-filter.ts';
import { rangeOf } from '../filters/period.ts';
import { PeriodControl } from '../filters/period-control.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { AccountTable } from './account-table.tsx';
import { AnswerChart } from './answer-chart.tsx';
import { ChannelTable } from './channel-table.tsx';
import styles from './figures.module.css';

/** Показатели каналов: how much comes where and where it goes, who is answered sooner, what fails. The period is in the address. */
export function FiguresView() {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const range = useMemo(() => {
    const { from, to } = readFilter(search);
    return from ? { from, to: to ?? format.today } : rangeOf('30d', format.today);
  }, [search, format.today]);
  const query = useQuery({
    queryKey: ['channel-figures', range],
    queryFn: ({ signal }) => call('channelFigures', { query: range, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className={styles.tools}>
        <PeriodControl
          range={range}
          today={format.today}
          onPeriod={(period) => change({ ...rangeOf(period, format.today) })}
          onRange={({ from, to }) => change({ from, to })}
        />
        <Button
          view="outlined"
          href={addressOf(endpoints.channelWeeks.path, {}, { ...range })}
          extraProps={{ download: '' }}
          title={t('figures.csvHint')}
        >
          <Icon data={ArrowDownToLine} size={16} />
          {t('figures.csv')}
        </Button>
      </div>
      {query.isPending ? (
        <Bars rows={10} height={36} />
      ) : !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data.channels.length === 0 ? (
        <Notice title={t('figures.empty')}>{t('figures.emptyDetail')}</Notice>
      ) : (
        <Figures figures={query.data} />
      )}
    </>
  );
}

function Figures({ figures }: { figures: ChannelFigures }) {
  const { t } = useTranslation('channels');
  return (
    <>
      <Capacity all={figures.all} />
      <AnswerChart channels={figures.channels} />
      <h2>{t('figures.volume')}</h2>
      <ChannelTable figures={figures} />
      {figures.accounts && figures.accounts.length > 0 && (
        <>
          <h2>{t('accounts')}</h2>
          <AccountTable accounts={figures.accounts} />
        </>
      )}
    </>
  );
}

/** What four weeks ahead bring against what is closed now; a ruler's line, and it says so. */
function Capacity({ all }: { all: ChannelFigures['all'] }) {
  const { t } = useTranslation('channels');
  const { number } = useFormat();
  const { trend, closedPerWeek } = all;
  if (!trend) return <p className={styles.capacity}>{t('figures.noTrend')}</p>;
  const short = closedPerWeek !== null && trend.ahead > closedPerWeek;
  return (
    <p className={styles.capacity} data-short={short || undefined}>
      <b>{t('figures.ahead', { ahead: number(trend.ahead) })}</b>{' '}
      {t('figures.between', { low: number(trend.low), high: number(trend.high) })}{' '}
      {closedPerWeek !== null &&
        t(short ? 'figures.notEnough' : 'figures.enough', {
          closed: number(closedPerWeek),
          lack: number(trend.ahead - closedPerWeek),
        })}
      <small>
        {t('figures.line', {
          weeks: number(trend.weeks),
          n: number(trend.n),
          perWeek: `${trend.perWeek >= 0 ? '+' : '−'}${number(Math.abs(trend.perWeek), Math.abs(trend.perWeek) < 10 ? 1 : 0)}`,
        })}
      </small>
    </p>
  );
}
