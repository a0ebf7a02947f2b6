import { useTranslation } from 'react-i18next';
import type { Hours } from '../../contract/heat-map.ts';
import { useRegistry } from '../api/registry.ts';
import { dayIn } from '../filters/period.ts';
import { useFormat } from '../format/use-format.ts';
import { usePhone } from '../layout/use-phone.ts';
import styles from './hours-chart.module.css';

const HEAD = 16;
const FOOT = 30;
const LEFT = 34;

interface HoursChartProps {
  hours: Hours['hours'];
  label: string;
  /** In a side sheet. */
  narrow?: boolean;
}

/** Days by the hour of the region as bars, the usual of each hour as a line in its band; drawn as a picture that prints. */
export function HoursChart({ hours, label, narrow = false }: HoursChartProps) {
  const { t } = useTranslation('crisis');
  const { number, time, day } = useFormat();
  const timeZone = useRegistry().region?.timeZone ?? 'Europe/Moscow';
  const phone = usePhone();
  // Letters keep their size, so a narrow window gets a narrower picture and not a shrunken one.
  const small = phone || narrow;
  const width = small ? 372 : 1040;
  const height = small ? 130 : 170;
  const most = Math.max(1, ...hours.flatMap(({ count, high }) => [count, high ?? 0]));
  const rise = niceStep(most);
  const top = Math.max(rise * 2, Math.ceil(most / rise) * rise);
  const step = (width - LEFT) / Math.max(1, hours.length);
  const x = (at: number) => LEFT + at * step;
  const y = (value: number) => HEAD + height - (value / top) * height;
  const known = hours.every(({ usual }) => usual !== null);
  const steps = (value: (hour: (typeof hours)[number]) => number | null) =>
    hours.flatMap((hour, at) => [`${x(at)},${y(value(hour) ?? 0)}`, `${x(at + 1)},${y(value(hour) ?? 0)}`]);
  const hourOf = (at: string) => Number(time(at).slice(0, 2));
  const dayOf = (at: string) => dayIn(timeZone, new Date(at));
  return (
    <figure className={styles.hours}>
      <svg viewBox={`0 0 ${width} ${HEAD + height + FOOT}`} role="img" aria-label={label}>
        {Array.from({ length: Math.round(top / rise) + 1 }, (_, n) => n * rise).map((value) => (
          <g key={value}>
            <line className={styles.grid} x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {number(value)}
            </text>
          </g>
        ))}
        {known && (
          <polygon
            className={styles.band}
            points={[...steps(({ high }) => high), ...steps(({ low }) => low).reverse()].join(' ')}
          />
        )}
        {hours.map(({ at, count, usual, high }, n) => (
          <g key={at}>
            <title>
              {t(usual === null ? 'hourAlone' : 'hour', {
                when: `${day(at)}, ${time(at)}`,
                n: number(count),
                usual: usual === null ? '' : number(usual, 1),
                high: high === null ? '' : number(high),
              })}
            </title>
            <rect x={x(n)} width={step} y={HEAD} height={height} fill="transparent" />
            <rect
              className={styles.bar}
              data-now={n === hours.length - 1 || undefined}
              x={x(n) + step * 0.1}
              width={step * 0.8}
              y={y(Math.min(count, high ?? count))}
              height={HEAD + height - y(Math.min(count, high ?? count))}
            />
            {high !== null && count > high && (
              <rect
                className={styles.above}
                data-now={n === hours.length - 1 || undefined}
                x={x(n) + step * 0.1}
                width={step * 0.8}
                y={y(count)}
                height={y(high) - y(count)}
              />
            )}
          </g>
        ))}
        {known && <polyline className={styles.usual} points={steps(({ usual }) => usual).join(' ')} />}
        {hours.map(({ at }, n) => {
          const hour = hourOf(at);
          const begins = n === 0 || dayOf(at) !== dayOf(hours[n - 1]!.at);
          // The first day may have a few hours only, too few for its name.
          const lasts = hours.slice(n).filter((each) => dayOf(each.at) === dayOf(at)).length;
          return (
            <g key={at}>
              {begins && n > 0 && (
                <line
                  className={styles.midnight}
                  x1={x(n)}
                  x2={x(n)}
                  y1={HEAD - 8}
                  y2={HEAD + height + FOOT}
                />
              )}
              {begins && lasts * step > 60 && (
                <text className={styles.day} x={x(n) + (n > 0 ? 5 : 0)} y={HEAD + height + FOOT - 3}>
                  {day(at)}
                </text>
              )}
              {hour % (small ? 12 : 6) === 0 && (
                <text
                  x={x(n)}
                  dx={hour === 0 ? 5 : 0}
                  y={HEAD + height + 13}
                  textAnchor={hour === 0 ? 'start' : 'middle'}
                >
                  {`${hour}:00`}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption>
        <span>
          <i data-of="bar" /> {t('legend.bar')}
        </span>
        {known && (
          <>
            <span>
              <i data-of="above" /> {t('legend.above')}
            </span>
            <span>
              <i data-of="usual" /> {t('legend.usual')}
            </span>
            <span>
              <i data-of="band" /> {t('legend.band')}
            </span>
          </>
        )}
      </figcaption>
    </figure>
  );
}

/** A round distance of the grid, so that two to five lines stand under the highest bar. */
function niceStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / 2)));
  const step = [5, 2, 1].map((each) => each * power).find((each) => each <= most / 2);
  return Math.max(1, step ?? power);
}
