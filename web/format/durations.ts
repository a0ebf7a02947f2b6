export interface TimeLeft {
  /** What there is of time, as a person says it: «2 дня 3 часа», «40 минут». */
  amount: string;
  late: boolean;
  /** How worried one should be: enough time, less than a day, past. */
  mood: 'calm' | 'soon' | 'late';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long until (or since) a moment. Two units at most, the smaller one only while it matters. */
export function timeLeft(dueAt: string, now: Date, language = 'ru'): TimeLeft {
  const left = Date.parse(dueAt) - now.getTime();
  const late = left < 0;
  return {
    amount: formatDuration(Math.abs(left), language),
    late,
    mood: late ? 'late' : left < DAY ? 'soon' : 'calm',
  };
}

/** Milliseconds → «3 дня 4 часа», «5 часов 10 минут», «меньше минуты» is «0 минут» to the caller's taste. */
export function formatDuration(ms: number, language = 'ru'): string {
  if (ms >= 10 * DAY) return unit(Math.round(ms / DAY), 'day', language);
  if (ms >= DAY) return two(ms, DAY, 'day', HOUR, 'hour', language);
  if (ms >= HOUR) return two(ms, HOUR, 'hour', MINUTE, 'minute', language);
  return unit(Math.max(1, Math.floor(ms / MINUTE)), 'minute', language);
}

/** «3 дн.», «5 ч», «12 мин»: for table cells. */
export function formatShortDuration(ms: number, language = 'ru'): string {
  if (ms >= DAY) return unit(Math.floor(ms / DAY), 'day', language, 'short');
  if (ms >= HOUR) return unit(Math.floor(ms / HOUR), 'hour', language, 'short');
  return unit(Math.max(1, Math.floor(ms / MINUTE)), 'minute', language, 'short');
}

function two(ms: number, big: number, bigName: string, small: number, smallName: string, language: string) {
  const rest = Math.floor((ms % big) / small);
  const head = unit(Math.floor(ms / big), bigName, language);
  return rest === 0 ? head : `${head} ${unit(rest, smallName, language)}`;
}

function unit(value: number, name: string, language: string, display: 'long' | 'short' = 'long'): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: display })
    .format(value)
    .replaceAll(' ', '\u00a0');
}
