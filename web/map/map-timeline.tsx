import { ArrowUturnCcwLeft, PauseFill, PlayFill } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { addDays, type DayRange, lengthDays } from '../filters/period.ts';
import { useFormat } from '../format/use-format.ts';
import type { Inks } from './draw-matrix.ts';
import styles from './map-timeline.module.css';
import type { MapView } from './map-view.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { heatMapQuery, timelineQuery } from './use-heat-data.ts';
import { useWords } from './use-words.ts';

/** The axis shows at least this much before the end of the period, so that a week has something to be compared with. */
const CONTEXT_DAYS = 90;
const STEP_MS = 1000;
/** Days a second. */
const SPEEDS = [1, 2, 5] as const;

interface MapTimelineProps {
  view: MapView;
  /** The picture's filter, the opened group included. */
  filter: AppealFilterQuery;
  inks: Inks;
  day: string | null;
  onDay: (day: string | null) => void;
  onRange: (range: DayRange) => void;
  /** Wall mode: no buttons. */
  wall: boolean;
}

/** The region day by day under the map: drag a period, or let the days play. */
export function MapTimeline({ view, filter, inks, day, onDay, onRange, wall }: MapTimelineProps) {
  const { t, appeals, change } = useWords();
  const format = useFormat();
  const [pointed, setPointed] = useState<number | null>(null);
  const [speed, setSpeed] = useState<number>(SPEEDS[1]);
  const { playing, setPlaying } = usePlay(view, day, onDay, STEP_MS / speed);

  const from =
    lengthDays(view.range) >= CONTEXT_DAYS ? view.range.from : addDays(view.range.to, 1 - CONTEXT_DAYS);
  const { data } = useQuery({
    ...timelineQuery({ ...filter, from }),
    placeholderData: keepPreviousData,
  });
  const days = data?.days ?? [];
  const at = pointed === null ? undefined : days[pointed];
  const words = at
    ? t('timeline.day', {
        day: format.day(`${at.day}T12:00:00Z`),
        appeals: appeals(at.count),
        change:
          at.day >= view.today && (at.usual === null || at.count < at.usual)
            ? t('today.notOver')
            : change(at.count, at.usual),
      })
    : day
      ? t('timeline.playing', { day: format.day(`${day}T12:00:00Z`) })
      : wall
        ? ''
        : t('timeline.hint');
  return (
    <section className={styles.timeline}>
      <div className={styles.head}>
        <h2>{t('timeline.title')}</h2>
        {!wall && (
          <>
            <Button
              view="flat"
              size="s"
              onClick={() => setPlaying(!playing)}
              title={t(playing ? 'timeline.pause' : 'timeline.play')}
            >
              <Icon data={playing ? PauseFill : PlayFill} size={14} />
              {t(playing ? 'timeline.pause' : 'timeline.play')}
            </Button>
            {(playing || day) && (
              <Button
                view="flat"
                size="s"
                title={t('timeline.speed')}
                onClick={() => setSpeed(SPEEDS[(SPEEDS.indexOf(speed as 1) + 1) % SPEEDS.length]!)}
              >
                {t('timeline.perSecond', { n: speed })}
              </Button>
            )}
            {day && (
              <Button
                view="flat"
                size="s"
                onClick={() => {
                  setPlaying(false);
                  onDay(null);
                }}
              >
                <Icon data={ArrowUturnCcwLeft} size={14} />
                {t('timeline.stop')}
              </Button>
            )}
          </>
        )}
        <span className={styles.words} aria-live="polite">
          {words}
        </span>
        <span className={styles.band}>
          <i /> {t('timeline.band')}
        </span>
      </div>
      <div
        className={styles.chart}
        role="slider"
        tabIndex={wall ? -1 : 0}
        aria-label={t('timeline.slider')}
        aria-valuemin={0}
        aria-valuemax={lengthDays(view.range) - 1}
        aria-valuenow={day ? lengthDays({ from: view.range.from, to: day }) - 1 : 0}
        aria-valuetext={day ? format.day(`${day}T12:00:00Z`) : format.period(view.range.from, view.range.to)}
        onKeyDown={(event) => {
          const next = dayByKey(event.key, day, view.range);
          if (next === undefined) return;
          event.preventDefault();
          setPlaying(false);
          onDay(next);
        }}
      >
        {days.length > 0 && (
          <TimelineChart
            days={days}
            inks={inks}
            label={t('timeline.label')}
            range={view.range}
            today={view.today}
            day={day}
            onRange={wall ? undefined : onRange}
            onPoint={setPointed}
          />
        )}
      </div>
    </section>
  );
}

/** The day an arrow leads to within the period; null for the whole period again, undefined when the key means nothing here. */
function dayByKey(key: string, day: string | null, { from, to }: DayRange): string | null | undefined {
  if (key === 'Escape') return day === null ? undefined : null;
  if (key === 'Home') return from;
  if (key === 'End') return to;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const next = day === null ? (key === 'ArrowLeft' ? to : from) : addDays(day, key === 'ArrowLeft' ? -1 : 1);
  return next < from ? from : next > to ? to : next;
}

/** Steps through the days of the period; the next day is fetched before it is shown, so that playing does not stutter. */
function usePlay(view: MapView, day: string | null, onDay: (day: string | null) => void, stepMs: number) {
  const [playing, setPlaying] = useState(false);
  const client = useQueryClient();
  const { from, to } = view.range;
  useEffect(() => {
    if (!playing) return;
    const next = day === null || day < from || day >= to ? from : addDays(day, 1);
    if (day !== null && day >= to) {
      setPlaying(false);
      return;
    }
    let live = true;
    const wait = day === null ? 0 : stepMs;
    const pause = new Promise((done) => setTimeout(done, wait));
    const ready = client.ensureQueryData(heatMapQuery(view, next)).catch(() => null);
    void Promise.all([pause, ready]).then(() => live && onDay(next));
    return () => {
      live = false;
    };
  }, [playing, day, from, to, view, client, onDay, stepMs]);
  const toggle = (on: boolean) => {
    // From the end it starts over.
    if (on && day !== null && day >= to) onDay(null);
    setPlaying(on);
  };
  return { playing, setPlaying: toggle };
}
