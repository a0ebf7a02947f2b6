import { describe, expect, it } from 'vitest';
import { formatDay, formatFull, formatMoment, formatPeriod } from './dates.ts';
import { formatDuration, formatShortDuration, timeLeft } from './durations.ts';
import { formatChange, formatNumber, formatShare } from './numbers.ts';

/** No-break spaces of both widths written as «_» and « » made plain, so that a test can be read. */
const seen = (text: string | null) => text?.replaceAll('\u202f', '_').replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it('group by thin no-break spaces', () => {
    expect(seen(formatNumber(42131))).toBe('42_131');
    expect(seen(formatNumber(1234567))).toBe('1_234_567');
    expect(formatNumber(12)).toBe('12');
    expect(formatNumber(2.44, 'ru', 1)).toBe('2,4');
  });

  it('say a share without pretending to be zero', () => {
    expect(seen(formatShare(0.8712))).toBe('87_%');
    expect(seen(formatShare(0.002))).toBe('<_1_%');
    expect(seen(formatShare(0))).toBe('0_%');
    expect(formatShare(0.5, 'en')).toBe('50%');
  });

  it('say a change with a true minus, and nothing where nothing can be compared', () => {
    expect(seen(formatChange(138, 100))).toBe('+38_%');
    expect(seen(formatChange(88, 100))).toBe('−12_%');
    expect(seen(formatChange(100, 100))).toBe('0_%');
    expect(formatChange(5, null)).toBeNull();
    expect(formatChange(5, 0)).toBeNull();
  });
});

describe('dates in the region', () => {
  // 23:30 on 22 November in Novosibirsk, still 19:30 in Moscow.
  const now = new Date('2026-11-22T16:30:00Z');
  const context = { now, timeZone: 'Asia/Novosibirsk' };

  it('are today, yesterday and tomorrow by the region, not by the reader', () => {
    expect(formatMoment('2026-11-22T07:05:00Z', context)).toBe('сегодня, 14:05');
    expect(formatDay('2026-11-22T17:30:00Z', context)).toBe('завтра');
    expect(formatDay('2026-11-22T17:30:00Z', { now, timeZone: 'Europe/Moscow' })).toBe('сегодня');
    expect(formatDay('2026-11-21T05:00:00Z', context)).toBe('вчера');
  });

  it('name the weekday within a week and the year when it is another', () => {
    expect(seen(formatDay('2026-11-24T05:00:00Z', context))).toBe('вт, 24 ноя');
    expect(seen(formatDay('2026-09-05T05:00:00Z', context))).toBe('5 сен');
    expect(seen(formatDay('2026-05-05T05:00:00Z', context))).toBe('5 мая');
    expect(seen(formatDay('2025-11-24T05:00:00Z', context))).toBe('24 ноя 2025');
  });

  it('are whole in titles and print', () => {
    expect(seen(formatFull('2026-11-24T07:05:00Z', context))).toBe('24 ноября 2026 г., 14:05');
  });

  it('make periods', () => {
    expect(seen(formatPeriod('2026-11-03', '2026-11-09', context))).toBe('3 – 9 ноя');
    expect(seen(formatPeriod('2026-10-28', '2026-11-03', context))).toBe('28 окт – 3 ноя');
    expect(seen(formatPeriod('2026-11-03', '2026-11-03', context))).toBe('3 ноя');
    expect(seen(formatPeriod('2025-12-28', '2026-01-03', context))).toBe('28 дек 2025 – 3 янв 2026');
  });
});

describe('time left', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

  it('is said in words with Russian plurals', () => {
    expect(seen(timeLeft(after(26), now).amount)).toBe('1 день 2 часа');
    expect(seen(timeLeft(after(5.5), now).amount)).toBe('5 часов 30 минут');
    expect(seen(timeLeft(after(24 * 21), now).amount)).toBe('21 день');
    expect(seen(formatDuration(30_000))).toBe('1 минута');
  });

  it('becomes a worry within a day and an alarm past it', () => {
    expect(timeLeft(after(25), now)).toMatchObject({ late: false, mood: 'calm' });
    expect(timeLeft(after(23), now)).toMatchObject({ late: false, mood: 'soon' });
    expect(timeLeft(after(-1), now)).toMatchObject({ late: true, mood: 'late' });
  });

  it('is short in cells', () => {
    expect(seen(formatShortDuration(3 * 86_400_000 + 5))).toBe('3 дн.');
    expect(seen(formatShortDuration(5 * 3_600_000))).toBe('5 ч');
  });
});
