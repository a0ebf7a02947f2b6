import { useTranslation } from 'react-i18next';
import type { Passport } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './passport-page.module.css';

const WIDTH = 1040;
const HEIGHT = 132;
const FOOT = 18;

/** A year of weeks as bars, the year before as a line; drawn as a picture that prints. */
export function WeeksChart({ weeks, label }: { weeks: Passport['weeks']; label: string }) {
  const { t } = useTranslation('passports');
  const { number, period } = useFormat();
  const top = Math.max(1, ...weeks.flatMap(({ count, lastYear }) => [count, lastYear ?? 0])) * 1.08;
  const step = WIDTH / Math.max(1, weeks.length);
  const y = (value: number) => HEIGHT - (value / top) * HEIGHT;
  const before = weeks
    .map(({ lastYear }, at) => (lastYear === null ? null : `${(at + 0.5) * step},${y(lastYear)}`))
    .filter((point) => point !== null);
  return (
    <figure className={styles.weeks}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={label}>
        {weeks.map(({ day, count, lastYear }, at) => (
          <g key={day}>
            <title>
              {`${t('week', { day: period(day, day) })}: ${number(count)}${lastYear === null ? '' : ` · ${t('yearBefore', { n: number(lastYear) })}`}`}
            </title>
            <rect x={at * step} width={step} y={0} height={HEIGHT} fill="transparent" />
            <rect
              className={styles.week}
              x={at * step + 1}
              width={Math.max(1, step - 2)}
              y={y(count)}
              height={HEIGHT - y(count)}
            />
          </g>
        ))}
        {before.length > 1 && <polyline className={styles.before} points={before.join(' ')} />}
        {weeks.map(({ day }, at) =>
          isMonthStart(day) ? (
            <text key={day} x={at * step + 1} y={HEIGHT + FOOT - 4}>
              {monthName(day)}
            </text>
          ) : null,
        )}
      </svg>
      <figcaption>
        <i data-of="week" /> {t('legend.week')}
        {before.length > 1 && (
          <>
            <i data-of="before" /> {t('legend.before')}
          </>
        )}
        <span>{t('legend.top', { n: number(Math.max(0, ...weeks.map((week) => week.count))) })}</span>
      </figcaption>
    </figure>
  );
}

/** The first week that begins in its month. */
const isMonthStart = (day: string) => Number(day.slice(8)) <= 7;
const MONTH = new Intl.DateTimeFormat('ru', { month: 'short', timeZone: 'UTC' });
const monthName = (day: string) => MONTH.format(new Date(`${day}T00:00:00Z`)).slice(0, 3);
