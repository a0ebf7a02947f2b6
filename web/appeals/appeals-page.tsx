import { Xmark } from '@gravity-ui/icons';
import { Button, Icon, Select } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { ExportMenu } from '../exchange/export-menu.tsx';
import { addressPatch, DIMENSIONS, readFilter } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { rangeOf } from '../filters/period.ts';
import { PeriodControl } from '../filters/period-control.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { usePhone } from '../layout/use-phone.ts';
import { useKey } from '../palette/use-key.ts';
import { AppealCards } from './appeal-cards.tsx';
import styles from './appeals-page.module.css';
import { AppealsTable } from './appeals-table.tsx';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { useSelection } from './bulk/use-selection.ts';
import { SearchField } from './search-field.tsx';
import { SORTS, type Sort, useAppeals } from './use-appeals.ts';

/** The row one came back from, so that the eye finds its place again. */
let lastOpened: string | null = null;

/** Дела: what am I looking at, how many, sorted how; the whole view is its address. */
export function AppealsPage() {
  const { t } = useTranslation('appeals');
  const format = useFormat();
  const phone = usePhone();
  const navigate = useNavigate();
  const { search, change } = useAddressSearch();
  const filter = useMemo(() => readFilter(search), [search]);
  const usual: Sort = filter.q ? 'relevance' : 'newest';
  const sort = SORTS.find((each) => each === search.sort) ?? usual;
  const { query, rows, first, arrivedCount, showArrived } = useAppeals(filter, sort);
  const mayAct = useMay('cases.act');
  const order = useMemo(() => rows.map((row) => row.id), [rows]);
  const selection = useSelection(filter, order);
  const selecting = mayAct ? selection : null;
  const ticked = selection.ids.size > 0;
  const [active, setActive] = useState<string | null>(lastOpened);
  const field = useRef<HTMLInputElement>(null);

  const changeFilter = (next: typeof filter) => {
    change({ from: next.from, to: next.to, q: next.q, ...addressPatch(next, DIMENSIONS) });
  };
  const open = (id: string) => {
    lastOpened = id;
    void navigate({ to: '/appeals/$id', params: { id } });
  };
  const move = (step: number) => {
    const at = rows.findIndex((row) => row.id === active);
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) setActive(next.id);
  };
  useKey('/', () => field.current?.focus());
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('ArrowDown', () => move(1));
  useKey('ArrowUp', () => move(-1));
  useKey('Enter', () => active && open(active));
  useKey('x', () => active && selecting?.press(active, false));

  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  };
  const narrowed = Object.keys(filter).length > 0;
  const total = first?.total;

  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1 className="o-visually-hidden">{t('title')}</h1>
        <FilterBar filter={filter} dimensions={DIMENSIONS} overdue onChange={changeFilter}>
          <SearchField
            value={filter.q ?? ''}
            field={field}
            onSearch={(q) => change({ q: q || undefined }, { replace: Boolean(q && filter.q) })}
          />
          <PeriodControl
            range={{ from: filter.from ?? '', to: filter.to ?? (filter.from ? format.today : '') }}
            today={format.today}
            onPeriod={(period) => change({ ...rangeOf(period, format.today) })}
            onRange={({ from, to }) => change({ from: from || undefined, to: to || format.today })}
          />
          {(filter.from || filter.to) && (
            <Button view="flat" onClick={() => change({ from: undefined, to: undefined })}>
              {t('allTime')}
              <Icon data={Xmark} size={12} />
            </Button>
          )}
        </FilterBar>
        {ticked && (
          <BulkBar
            selecting={selection}
            total={total}
            first={rows.find((row) => selection.ids.has(row.id)) ?? rows[0]}
            onDone={selection.clear}
          />
        )}
        <div className={styles.line} hidden={ticked}>
          <strong role="status">
            {total &&
              t(total.atLeast ? 'totalAtLeast' : 'total', {
                count: total.count,
                number: format.number(total.count),
              })}
          </strong>
          {first?.searchedFor && (
            <span className={styles.corrected}>{t('searchedFor', { words: first.searchedFor })}</span>
          )}
          {arrivedCount > 0 && (
            <button type="button" className={styles.arrived} onClick={() => void showArrived()}>
              {t('arrived', { count: arrivedCount, number: format.number(arrivedCount) })}
            </button>
          )}
          <span className={styles.sort}>
            <ExportMenu filter={filter} sort={sort} />
            <Select
              size="s"
              label={t('sort.label')}
              aria-label={t('sort.label')}
              value={[sort]}
              onUpdate={([value]) => change({ sort: value === usual ? undefined : value })}
              options={SORTS.filter((each) => each !== 'relevance' || filter.q).map((each) => ({
                value: each,
                content: t(`sort.${each}`),
              }))}
            />
          </span>
        </div>
      </div>
      {query.isPending ? (
        <Bars rows={18} height={40} />
      ) : query.isError && rows.length === 0 ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Notice
          role="status"
          title={t(narrowed ? 'empty.narrowed' : 'empty.title')}
          action={
            narrowed && (
              <Button view="action" size="l" onClick={() => changeFilter({})}>
                {t('empty.clear')}
              </Button>
            )
          }
        >
          {t(narrowed ? 'empty.narrowedDetail' : 'empty.detail')}
        </Notice>
      ) : phone ? (
        <AppealCards
          rows={rows}
          busy={query.isFetchingNextPage}
          onMore={more}
          onOpen={open}
          selecting={selecting}
        />
      ) : (
        <AppealsTable
          rows={rows}
          total={total?.count ?? rows.length}
          active={active}
          stale={query.isPlaceholderData}
          busy={query.isFetchingNextPage}
          selecting={selecting}
          onActive={setActive}
          onMore={more}
          onOpen={open}
        />
      )}
    </div>
  );
}
