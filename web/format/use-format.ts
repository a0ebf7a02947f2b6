import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';
import { dayIn } from '../filters/period.ts';
import {
  type DateContext,
  formatDay,
  formatFull,
  formatLongDay,
  formatMoment,
  formatPeriod,
  formatTime,
} from './dates.ts';
import { formatDuration, formatShortDuration, timeLeft } from './durations.ts';
import { formatChange, formatNumber, formatShare } from './numbers.ts';

/** All formatting in the reader's language and the region's time zone; `now` moves on every half minute. */
export function useFormat() {
  const language = useTranslation().i18n.language;
  const timeZone = useRegistry().region?.timeZone ?? 'Europe/Moscow';
  const now = useNow();
  return useMemo(() => {
    const context: DateContext = { now, timeZone, language };
    return {
      now,
      today: dayIn(timeZone, now),
      number: (value: number, digits = 0) => formatNumber(value, language, digits),
      share: (value: number, digits = 0) => formatShare(value, language, digits),
      change: (value: number, usual: number | null) => formatChange(value, usual, language),
      time: (iso: string) => formatTime(iso, context),
      day: (iso: string) => formatDay(iso, context),
      moment: (iso: string) => formatMoment(iso, context),
      full: (iso: string) => formatFull(iso, context),
      longDay: (day: string) => formatLongDay(day, context),
      period: (from: string, to: string) => formatPeriod(from, to, context),
      timeLeft: (dueAt: string) => timeLeft(dueAt, now, language),
      duration: (ms: number) => formatDuration(ms, language),
      shortDuration: (ms: number) => formatShortDuration(ms, language),
    };
  }, [language, timeZone, now]);
}

/** One clock for all rows, so that a list of thousands does not keep thousands of timers. */
let current = new Date();
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

export function useNow(): Date {
  return useSyncExternalStore(watchClock, () => current);
}

function watchClock(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    current = new Date();
    watchers.forEach((each) => {
      each();
    });
  }, 30_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
