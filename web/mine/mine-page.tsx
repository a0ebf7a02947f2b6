import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BUCKETS, type Bucket, type MyCase } from '../../contract/my-work.ts';
import { useMay, useSession } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useKey } from '../palette/use-key.ts';
import { MentionList } from './mention-list.tsx';
import styles from './mine-page.module.css';
import { MineRow } from './mine-row.tsx';
import { useMentions } from './use-mentions.ts';
import { useMine } from './use-mine.ts';

/** The row one came back from, so that the eye finds its place again. */
let lastOpened: string | null = null;

const VIEWS = ['work', 'mentions'] as const;

/** Мои: the cases in my hands, and where colleagues have called me; whoever answers for nobody has the second alone. */
export function MinePage() {
  const { t } = useTranslation('casework');
  const mayAnswer = useMay('cases.answer');
  const { search, change } = useAddressSearch();
  const { query } = useMentions();
  const view = mayAnswer && search.view !== 'mentions' ? 'work' : 'mentions';
  const unread = query.data?.unread ?? 0;
  return (
    <div className={styles.page}>
      {mayAnswer && (
        <div className={styles.views}>
          <SegmentedRadioGroup
            value={view}
            onUpdate={(next) => change({ view: next === 'work' ? undefined : next })}
            options={VIEWS.map((value) => ({
              value,
              content:
                value === 'mentions' && unread > 0
                  ? `${t('mine.tab.mentions')} · ${unread}`
                  : t(`mine.tab.${value}`),
            }))}
            aria-label={t('mine.title')}
          />
        </div>
      )}
      {view === 'work' ? (
        <Work />
      ) : (
        <>
          <h1 className="o-visually-hidden">{t('mine.mentions.title')}</h1>
          <MentionList />
        </>
      )}
    </div>
  );
}

/** What is in my hands by the time left, then what my body has free. One hand on a phone, the keyboard at the desk. */
function Work() {
  const { t } = useTranslation('casework');
  const navigate = useNavigate();
  const session = useSession();
  const mayTriage = useMay('triage.decide');
  const { search, change } = useAddressSearch();
  const bucket = BUCKETS.find((each) => each === search.bucket) ?? null;
  const { query, take, taking } = useMine();
  const [active, setActive] = useState<string | null>(lastOpened);
  const work = query.data;
  const shown = useMemo(
    () => (work?.mine ?? []).filter((row) => bucket === null || row.bucket === bucket),
    [work, bucket],
  );
  const free = work?.free ?? [];
  const rows = bucket === null ? [...shown, ...free] : shown;

  const open = (id: string) => {
    lastOpened = id;
    void navigate({ to: '/appeals/$id', params: { id } });
  };
  const takeNext = async (row: MyCase | undefined) => {
    if (!row || taking) return;
    // What one takes one begins: the card opens at the answer.
    if (await take(row)) open(row.id);
  };
  const move = (step: number) => {
    const at = rows.findIndex((row) => row.id === active);
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) setActive(next.id);
  };
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('ArrowDown', () => move(1));
  useKey('ArrowUp', () => move(-1));
  useKey('Enter', () => active && rows.some((row) => row.id === active) && open(active));
  useKey('t', () => void takeNext(free.find((row) => row.id === active) ?? free[0]));
  useEffect(() => {
    document.getElementById(`mine-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  if (query.isPending) return <Bars rows={10} height={56} />;
  if (!work) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const counts = new Map<Bucket, number>();
  for (const row of work.mine) counts.set(row.bucket, (counts.get(row.bucket) ?? 0) + 1);
  const next = free[0];
  return (
    <>
      <h1 className="o-visually-hidden">{t('mine.title')}</h1>
      <div className={styles.top}>
        <strong role="status">{t('mine.hand', { count: work.total.mine })}</strong>
        <div className={styles.chips}>
          {BUCKETS.filter((each) => counts.has(each) || each === bucket).map((each) => (
            <button
              key={each}
              type="button"
              className={styles.chip}
              data-bucket={each}
              aria-pressed={each === bucket}
              onClick={() => change({ bucket: each === bucket ? undefined : each })}
            >
              {t(`mine.bucket.${each}`)} <b>{counts.get(each) ?? 0}</b>
              {each === bucket && <span aria-hidden> ✕</span>}
            </button>
          ))}
        </div>
        {next && (
          <Button
            view={work.mine.length === 0 ? 'action' : 'outlined-action'}
            size="l"
            className={styles.next}
            loading={taking === next.id}
            onClick={() => void takeNext(next)}
          >
            {t('mine.takeNext')} <kbd>T</kbd>
          </Button>
        )}
      </div>
      {work.mine.length === 0 && (
        <Notice
          role="status"
          title={t('mine.empty.title')}
          action={
            !next && (
              <Button view="outlined" size="l" href={mayTriage ? '/triage' : '/appeals'}>
                {t('mine.empty.list')}
              </Button>
            )
          }
        >
          {t(next ? 'mine.empty.take' : session?.organisation ? 'mine.empty.none' : 'mine.empty.centre')}
        </Notice>
      )}
      {BUCKETS.map((each) => {
        const group = shown.filter((row) => row.bucket === each);
        if (group.length === 0) return null;
        return (
          <section key={each} aria-label={t(`mine.bucket.${each}`)}>
            <h2 className={styles.heading} data-bucket={each}>
              {t(`mine.bucket.${each}`)} <span>{group.length}</span>
            </h2>
            <ul className={styles.list}>
              {group.map((row) => (
                <MineRow key={row.id} row={row} active={row.id === active} onOpen={open} />
              ))}
            </ul>
          </section>
        );
      })}
      {work.total.mine > work.mine.length && (
        <p className={styles.more}>{t('mine.more', { n: work.mine.length })}</p>
      )}
      {bucket === null && free.length > 0 && (
        <section aria-label={t('mine.free')}>
          <h2 className={styles.heading}>
            {t('mine.free')} <span>{work.total.free}</span>
          </h2>
          <ul className={styles.list}>
            {free.map((row) => (
              <MineRow
                key={row.id}
                row={row}
                active={row.id === active}
                onOpen={open}
                onTake={() => void takeNext(row)}
                taking={taking === row.id}
              />
            ))}
          </ul>
          {work.total.free > free.length && (
            <p className={styles.more}>{t('mine.more', { n: free.length })}</p>
          )}
        </section>
      )}
      <p className={styles.keys}>{t('mine.keys')}</p>
    </>
  );
}
