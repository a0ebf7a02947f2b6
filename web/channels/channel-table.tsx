import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ChannelFigures } from '../../contract/channel-figures.ts';
import { useFormat } from '../format/use-format.ts';
import { WideTable } from '../layout/wide-table.tsx';
import styles from './figures.module.css';
import { SparkLine } from './spark-line.tsx';
import { useHours } from './use-hours.ts';

/** A line a channel: how much, its shape by day, against before, where it goes. The number opens its list. */
export function ChannelTable({ figures: { channels, from, to, bucketDays } }: { figures: ChannelFigures }) {
  const { t } = useTranslation('channels');
  const { number, change } = useFormat();
  const hours = useHours();
  return (
    <WideTable label={t('volume')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('column.channel')}</th>
            <th data-number>{t('figures.count')}</th>
            <th>{t('figures.byDay', { count: bucketDays })}</th>
            <th data-number>{t('figures.previous')}</th>
            <th data-number>{t('figures.lastYear')}</th>
            <th data-number title={t('figures.aheadHint')}>
              {t('figures.aheadColumn')}
            </th>
            <th data-number title={t('figures.halfHint')}>
              {t('figures.firstAnswer')}
            </th>
            <th data-number title={t('figures.halfHint')}>
              {t('figures.solution')}
            </th>
          </tr>
        </thead>
        <tbody>
          {channels.map((row) => (
            <tr key={row.channel}>
              <th scope="row">{t(`vocabulary:channel.${row.channel}`)}</th>
              <td data-number>
                <Link to="/appeals" search={{ from, to, channel: row.channel }}>
                  {number(row.count)}
                </Link>
              </td>
              <td>
                <SparkLine
                  values={row.series}
                  label={t('figures.shape', { top: number(Math.max(...row.series)) })}
                />
              </td>
              <td data-number>{row.previous === null ? '—' : (change(row.count, row.previous) ?? '—')}</td>
              <td data-number>{row.lastYear === null ? '—' : (change(row.count, row.lastYear) ?? '—')}</td>
              <td data-number>
                {row.trend ? number(row.trend.ahead) : '—'}
                {row.trend && (
                  <small>
                    {t('figures.range', { low: number(row.trend.low), high: number(row.trend.high) })}
                  </small>
                )}
              </td>
              {(['firstAnswer', 'solution'] as const).map((name) => (
                <td key={name} data-number>
                  {hours(row[name].hours)}
                  <small>{t('figures.ofAll', { n: number(row[name].n), of: number(row[name].of) })}</small>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
