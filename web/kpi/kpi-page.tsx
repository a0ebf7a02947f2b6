import { Button } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KpiReport } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { PilotNote } from '../control/pilot-note.tsx';
import { addressPatch, type Dimension, readFilter } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { rangeOf } from '../filters/period.ts';
import { PeriodControl } from '../filters/period-control.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { KpiCard } from './kpi-card.tsx';
import styles from './kpi-page.module.css';
import { ProcessEffectSection } from './process-effect-section.tsx';
import { StepTimes } from './step-times.tsx';

const DIMENSIONS: readonly Dimension[] = ['organisation', 'sector', 'topic', 'municipality', 'channel'];
const GROUPS = ['flow', 'time', 'quality', 'satisfaction', 'path'] as const;

/** Показатели: how the region works, against its targets and the year before; every figure with its n; prints to paper. */
export function KpiPage() {
  const { t } = useTranslation('kpi');
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const filter = useMemo(() => {
    const { q: _q, overdue: _overdue, from: _from, to: _to, ...rest } = readFilter(search);
    return rest;
  }, [search]);
  const range = {
    from: search.from ?? rangeOf('quarter', format.today).from,
    to: search.to ?? format.today,
  };
  const query = useQuery({
    queryKey: ['kpi', filter, range],
    queryFn: ({ signal }) => call('kpi', { query: { ...filter, ...range }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <FilterBar
          filter={filter}
          dimensions={DIMENSIONS}
          onChange={(next) => change(addressPatch(next, DIMENSIONS))}
        >
          <PeriodControl
            range={range}
            today={format.today}
            onPeriod={(period) => change({ ...rangeOf(period, format.today) })}
            onRange={({ from, to }) => change({ from: from || undefined, to: to || undefined })}
          />
          <Button view="outlined" onClick={() => window.print()}>
            {t('print')}
          </Button>
        </FilterBar>
      </div>
      <h1 className={styles.title}>
        {t('title')} <small>{format.period(range.from, range.to)}</small>
      </h1>
      {query.isPending ? (
        <Bars rows={12} height={64} />
      ) : query.isError && !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <div className={styles.group}>
            <PilotNote
              count={query.data!.pilot}
              value={filter.pilot}
              onChange={(pilot) => change({ pilot })}
            />
          </div>
          <Report report={query.data!} stale={query.isPlaceholderData} />
          <StepTimes steps={query.data!.steps} />
          <CoverageSection rows={query.data!.coverage} />
        </>
      )}
      <ProcessEffectSection />
    </div>
  );
}

function Report({ report, stale }: { report: KpiReport; stale: boolean }) {
  const { t } = useTranslation('kpi');
  if (report.rows.every(({ figure, series }) => figure.n === 0 && series.every(({ n }) => n === 0)))
    return (
      <Notice role="status" title={t('empty.title')}>
        {t('empty.detail')}
      </Notice>
    );
  const young = report.rows.every(({ yearBefore }) => yearBefore.n === 0);
  return (
    <div data-stale={stale || undefined} className={styles.report}>
      {young && <p className={styles.young}>{t('young')}</p>}
      {GROUPS.map((group) => (
        <section key={group} className={styles.group}>
          <h2>{t(`group.${group}`)}</h2>
          <div className={styles.cards}>
            {report.rows
              .filter((row) => row.group === group)
              .map((row) => (
                <KpiCard key={row.id} row={row} months={report.months} young={young} />
              ))}
          </div>
        </section>
      ))}
    </div>
  );
}
