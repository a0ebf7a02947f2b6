import { Button, Select } from '@gravity-ui/uikit';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { SPIKE_STATES, type SpikeState } from '../../contract/index.ts';
import { useMay } from '../api/session.ts';
import { addressPatch, type Dimension, readFilter } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useKey } from '../palette/use-key.ts';
import { SpikeLine } from './spike-line.tsx';
import styles from './spikes-page.module.css';
import { useSpikeWords } from './use-spike-words.ts';
import { useDecide, useSpikes } from './use-spikes.ts';

const SPIKE_DIMENSIONS: readonly Dimension[] = ['sector', 'topic', 'municipality'];
const SORTS = ['priority', 'newest', 'size'] as const;
const OPEN: readonly SpikeState[] = ['found', 'confirmed', 'known', 'assigned'];
/** The row one came back from, so that the eye finds its place again. */
let lastActive: string | null = null;

/** Всплески: what to react to first. The whole view is its address. */
export function SpikesPage() {
  const { t } = useSpikeWords();
  const navigate = useNavigate();
  const { search, change } = useAddressSearch();
  const filter = useMemo(() => {
    const { sector, topic, municipality, from, to } = readFilter(search);
    return { sector, topic, municipality, from, to };
  }, [search]);
  const sort = SORTS.find((each) => each === search.sort) ?? 'priority';
  const states = (search.state ?? '')
    .split(',')
    .filter((each): each is SpikeState => (SPIKE_STATES as readonly string[]).includes(each));
  const series = search.series === 'appeals' || search.series === 'publications' ? search.series : undefined;
  const query = useSpikes({ ...filter, sort, series, state: states.join(',') || undefined });
  const rows = query.data?.rows ?? [];
  const [active, setActive] = useState<string | null>(lastActive);
  useEffect(() => {
    lastActive = active;
  }, [active]);
  const mayDecide = useMay('spikes.decide');
  const decide = useDecide();

  const move = (step: number) => {
    const at = rows.findIndex((row) => row.id === active);
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (!next) return;
    setActive(next.id);
    document.querySelector(`[data-id="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const judge = (state: 'confirmed' | 'false' | 'known') => {
    const row = rows.find((each) => each.id === active);
    if (row && mayDecide) void decide(row, { state });
  };
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('ArrowDown', () => move(1));
  useKey('ArrowUp', () => move(-1));
  useKey('Enter', () => active && void navigate({ to: '/spikes/$id', params: { id: active } }));
  useKey('c', () => judge('confirmed'));
  useKey('f', () => judge('false'));
  useKey('n', () => judge('known'));

  const countOf = (state: SpikeState) => query.data?.states.find((each) => each.state === state)?.count ?? 0;
  const chosen = states.length > 0 ? states : OPEN;
  const toggle = (state: SpikeState) => {
    const next = chosen.includes(state) ? chosen.filter((each) => each !== state) : [...chosen, state];
    const usual = next.length === OPEN.length && OPEN.every((each) => next.includes(each));
    change({ state: usual || next.length === 0 ? undefined : next.join(',') });
  };
  const narrowed = Object.values(filter).some(Boolean) || states.length > 0 || series !== undefined;

  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1 className="o-visually-hidden">{t('title')}</h1>
        <FilterBar
          filter={filter}
          dimensions={SPIKE_DIMENSIONS}
          onChange={(next) => change(addressPatch(next, SPIKE_DIMENSIONS))}
        >
          <Select
            value={[series ?? 'both']}
            onUpdate={([value]) => change({ series: value === 'both' ? undefined : value })}
            aria-label={t('seriesLabel')}
            options={(['both', 'appeals', 'publications'] as const).map((value) => ({
              value,
              content: t(`series.${value}`),
            }))}
          />
        </FilterBar>
        <div className={styles.bar}>
          <strong role="status">{query.data && t('total', { count: query.data.total })}</strong>
          <fieldset className={styles.states} aria-label={t('states')}>
            {SPIKE_STATES.map((state) => (
              <button
                key={state}
                type="button"
                aria-pressed={chosen.includes(state)}
                onClick={() => toggle(state)}
              >
                {t(`state.${state}`)} <span>{countOf(state)}</span>
              </button>
            ))}
          </fieldset>
          <Link to="/known-events" className={styles.events}>
            {t('events:title')}
          </Link>
          <span className={styles.sort}>
            <Select
              size="s"
              label={t('sort.label')}
              aria-label={t('sort.label')}
              value={[sort]}
              onUpdate={([value]) => change({ sort: value === 'priority' ? undefined : value })}
              options={SORTS.map((value) => ({ value, content: t(`sort.${value}`) }))}
            />
          </span>
        </div>
      </div>
      <div className={styles.body}>
        {query.isPending ? (
          <Bars rows={10} height={56} />
        ) : query.isError && rows.length === 0 ? (
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <Notice
            role="status"
            title={t(narrowed ? 'empty.narrowed' : 'empty.title')}
            action={
              <Button
                view="action"
                size="l"
                onClick={() =>
                  change(
                    narrowed
                      ? {
                          sector: undefined,
                          topic: undefined,
                          municipality: undefined,
                          state: undefined,
                          series: undefined,
                          from: undefined,
                          to: undefined,
                        }
                      : { state: 'over' },
                  )
                }
              >
                {t(narrowed ? 'empty.clear' : 'empty.past')}
              </Button>
            }
          >
            {t(narrowed ? 'empty.narrowedDetail' : 'empty.detail')}
          </Notice>
        ) : (
          <ul className={styles.list} data-scroll-restoration-id="spikes" data-enter-passes>
            {rows.map((row) => (
              <SpikeLine key={row.id} row={row} active={row.id === active} onActive={setActive} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
