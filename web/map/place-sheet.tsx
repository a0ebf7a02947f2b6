import { Xmark } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { HOURS_DAYS_MAX } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useMay } from '../api/session.ts';
import { HoursChart } from '../crisis/hours-chart.tsx';
import { addDays, lengthDays } from '../filters/period.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { isSpike } from './change.ts';
import { SHARE_OF_MIN } from './colour-scale.ts';
import type { Inks } from './draw-matrix.ts';
import type { MapView } from './map-view.ts';
import type { Sum } from './matrix-model.ts';
import { PlaceShares } from './place-shares.tsx';
import styles from './place-sheet.module.css';
import { SheetSpikes } from './sheet-spikes.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { hoursQuery, timelineQuery } from './use-heat-data.ts';
import { useWords } from './use-words.ts';

const SAMPLES = 10;
const CONTEXT_DAYS = 60;
/** Below this share of authors to appeals, one person or a campaign makes the number. */
const FEW_AUTHORS = 0.5;

const samplesQuery = (filter: AppealFilterQuery) =>
  queryOptions({
    queryKey: ['heat', 'cases', filter],
    queryFn: ({ signal }) =>
      call('appeals', { query: { ...filter, limit: SAMPLES, sort: 'newest' }, signal }),
  });

interface PlaceSheetProps {
  view: MapView;
  rowName: string;
  placeName: string;
  sum: Sum;
  /** The picture's filter narrowed to this place. */
  filter: AppealFilterQuery;
  inks: Inks;
  onClose: () => void;
  onOnlyHere: (filter: AppealFilterQuery) => void;
}

/** What stands behind one number: how unusual it is, day by day, who wrote, the latest cases, and the whole list. */
export function PlaceSheet(props: PlaceSheetProps) {
  const { view, rowName, placeName, sum, filter, inks, onClose, onOnlyHere } = props;
  const { t, number, change, perThousand, appeals, share, basis } = useWords();
  const { period } = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  // The sheet is the answer to a press: reading goes on here. Only when another place opens, not at each renewal.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [rowName, placeName]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);

  const facts: [string, string][] = [
    [t('sheet.count'), number(sum.count)],
    [
      t(basis === 'compare' ? 'sheet.before' : 'sheet.usual'),
      sum.usual === null ? '—' : number(sum.usual, sum.usual < 10 ? 1 : 0),
    ],
    [t('sheet.perThousand'), perThousand(sum.count, sum.population)],
  ];
  if (sum.authors !== null) facts.push([t('sheet.authors'), number(sum.authors)]);
  if (sum.overdue) facts.push([t('sheet.overdue'), share(sum.overdue / sum.count)]);
  if (sum.rated && sum.rated >= SHARE_OF_MIN)
    facts.push([t('sheet.dissatisfied'), `${share((sum.dissatisfied ?? 0) / sum.rated)}`]);
  return (
    <aside className={styles.sheet} aria-labelledby="place-title">
      <header className={styles.head}>
        <div>
          <h2 id="place-title" ref={heading} tabIndex={-1}>
            {rowName}
          </h2>
          <p>
            {placeName}, {period(view.range.from, view.range.to)}
          </p>
        </div>
        <Button
          view="flat"
          onClick={onClose}
          aria-label={t('sheet.close')}
          title={`${t('sheet.close')} — Esc`}
        >
          <Icon data={Xmark} size={18} />
        </Button>
      </header>
      <div className={styles.body}>
        <p className={styles.change} data-spike={isSpike(sum.count, sum.usual) || undefined}>
          {appeals(sum.count)}:{' '}
          {sum.usual === null && view.range.from >= view.today
            ? t('today.notOver')
            : change(sum.count, sum.usual)}
          {isSpike(sum.count, sum.usual) && ` — ${t(`${basis}.spike`)}`}
        </p>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dd>{value}</dd>
              <dt>{name}</dt>
            </div>
          ))}
        </dl>
        {sum.authors !== null && sum.count >= 5 && sum.authors < sum.count * FEW_AUTHORS && (
          <p className={styles.warn}>
            {t('sheet.oneAuthor', { authors: t('authors', { count: sum.authors, n: number(sum.authors) }) })}
          </p>
        )}
        {view.place && <SheetSpikes place={view.place} />}
        <Days view={view} filter={filter} inks={inks} />
        {lengthDays(view.range) <= HOURS_DAYS_MAX && <ByHour filter={filter} />}
        <PlaceShares filter={filter} />
        <Samples filter={filter} count={sum.count} onOnlyHere={() => onOnlyHere(filter)} />
      </div>
    </aside>
  );
}

function Days({ view, filter, inks }: { view: MapView; filter: AppealFilterQuery; inks: Inks }) {
  const { t } = useWords();
  // Enough days before the period to see whether it is a rise or the ordinary.
  const from =
    lengthDays(view.range) >= CONTEXT_DAYS ? view.range.from : addDays(view.range.to, 1 - CONTEXT_DAYS);
  const { data } = useQuery({ ...timelineQuery({ ...filter, from }), placeholderData: keepPreviousData });
  return (
    <section>
      <h3>{t('sheet.days')}</h3>
      <div className={styles.chart}>
        {data && (
          <TimelineChart
            days={data.days}
            inks={inks}
            label={t('sheet.days')}
            range={view.range}
            today={view.today}
          />
        )}
      </div>
    </section>
  );
}

/** Few days are told by the hour too: where in the day a rise began. */
function ByHour({ filter }: { filter: AppealFilterQuery }) {
  const { t } = useWords();
  const { data } = useQuery({ ...hoursQuery(filter), placeholderData: keepPreviousData });
  return (
    <section>
      <h3>{t('sheet.hourly')}</h3>
      {data && <HoursChart hours={data.hours} label={t('sheet.hourly')} narrow />}
    </section>
  );
}

interface SamplesProps {
  filter: AppealFilterQuery;
  count: number;
  onOnlyHere: () => void;
}

function Samples({ filter, count, onOnlyHere }: SamplesProps) {
  const { t, number } = useWords();
  const { moment } = useFormat();
  const { topicName, municipalityName } = useRegistry();
  const mayRead = useMay('appeals.read');
  const { data, error, refetch, isPending } = useQuery({ ...samplesQuery(filter), enabled: mayRead });
  if (!mayRead) return <p className={styles.quiet}>{t('sheet.noAccess')}</p>;
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  // The list's own count where it is exact: the link promises what the list will show.
  const total = data && !data.total.atLeast ? data.total.count : count;
  return (
    <section>
      <div className={styles.links}>
        <Link to="/appeals" search={filter as Record<string, string>} className={styles.open}>
          {t('sheet.open', { cases: t('cases', { count: total, n: number(total) }) })}
        </Link>
        <button type="button" className={styles.only} onClick={onOnlyHere}>
          {t('sheet.onlyHere')}
        </button>
      </div>
      <h3>{t('sheet.samples')}</h3>
      {isPending && <Bars rows={5} height={56} />}
      {data?.rows.length === 0 && <p className={styles.quiet}>{t('sheet.none')}</p>}
      <ul className={styles.samples}>
        {data?.rows.map((row) => (
          <li key={row.id}>
            <Link to="/appeals/$id" params={{ id: row.id }}>
              <span className={styles.text}>{row.excerpt}</span>
              <span className={styles.quiet}>
                {[
                  moment(row.filedAt),
                  topicName(row.topic),
                  row.municipality === filter.municipality ? '' : municipalityName(row.municipality),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
