import { Pause, Play } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../api/live.ts';
import { AppealBrief } from '../appeals/appeal-brief.tsx';
import { addressPatch, type Dimension, readFilter } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { usePhone } from '../layout/use-phone.ts';
import { useKey } from '../palette/use-key.ts';
import { FeedLine } from './feed-line.tsx';
import styles from './feed-page.module.css';
import { useFeed } from './use-feed.ts';

const FEED_DIMENSIONS: readonly Dimension[] = ['channel', 'topic', 'municipality', 'organisation'];

/** Поток: by what reason, how and where to residents turn, this very minute. */
export function FeedPage() {
  const { t } = useTranslation('feed');
  const format = useFormat();
  const phone = usePhone();
  const line = useLiveState();
  const { search, change } = useAddressSearch();
  const filter = useMemo(() => {
    const { from: _from, to: _to, q: _q, overdue: _overdue, ...rest } = readFilter(search);
    return rest;
  }, [search]);
  const [held, setHeld] = useState(false);
  const [hovered, setHovered] = useState(false);
  const paused = held || hovered;
  const { first, rows, waiting, skipped, came } = useFeed(filter, paused);
  useKey(' ', () => setHeld(!held));

  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1 className="o-visually-hidden">{t('title')}</h1>
        <FilterBar
          filter={filter}
          dimensions={FEED_DIMENSIONS}
          onChange={(next) => change(addressPatch(next, FEED_DIMENSIONS))}
        >
          <Button view={held ? 'action' : 'outlined'} onClick={() => setHeld(!held)} title={t('keyHint')}>
            <Icon data={held ? Play : Pause} size={14} />
            {t(held ? 'resume' : 'pause')}
          </Button>
        </FilterBar>
        <div className={styles.line}>
          <span className={styles.lamp} data-state={paused ? 'paused' : line} role="status">
            {line === 'open' ? t(paused ? 'state.paused' : 'state.live') : t('state.connecting')}
          </span>
          <span>{t('cameIn', { count: came + waiting, number: format.number(came + waiting) })}</span>
          {skipped > 0 && <span>{t('skipped', { count: skipped, number: format.number(skipped) })}</span>}
          {waiting > 0 && (
            <button
              type="button"
              className={styles.waiting}
              onClick={() => [setHeld(false), setHovered(false)]}
            >
              {t('waiting', { count: waiting, number: format.number(waiting) })}
            </button>
          )}
        </div>
      </div>
      {first.isPending ? (
        <Bars rows={16} height={40} />
      ) : first.isError && rows.length === 0 ? (
        <ProblemNotice error={first.error} onRetry={() => void first.refetch()} />
      ) : rows.length === 0 ? (
        <Notice role="status" title={t('empty.title')}>
          {t('empty.detail')}
        </Notice>
      ) : (
        <ul
          className={styles.list}
          aria-label={t('title')}
          onMouseEnter={() => setHovered(true)}
          onMouseLeave={() => setHovered(false)}
        >
          {rows.map((row) => (
            <li key={row.id} data-fresh={row.fresh || undefined}>
              {phone ? <AppealBrief row={row} /> : <FeedLine row={row} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
