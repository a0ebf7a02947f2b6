import { useTranslation } from 'react-i18next';
import type { AccountFigure } from '../../contract/channel-figures.ts';
import { useFormat } from '../format/use-format.ts';
import { WideTable } from '../layout/wide-table.tsx';
import styles from './figures.module.css';
import { SparkLine } from './spark-line.tsx';

/** A line a connection: what came, how late after the provider's own moment, what failed. */
export function AccountTable({ accounts }: { accounts: readonly AccountFigure[] }) {
  const { t } = useTranslation('channels');
  const { number, moment } = useFormat();
  const seconds = (value: number | null) =>
    value === null ? '—' : t('seconds', { n: number(value, value < 10 ? 1 : 0) });
  return (
    <WideTable label={t('accounts')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('column.account')}</th>
            <th data-number>{t('figures.arrived')}</th>
            <th>{t('figures.shapeOf')}</th>
            <th data-number title={t('figures.delayHint')}>
              {t('figures.delay')}
            </th>
            <th data-number>{t('view.unread')}</th>
            <th data-number>{t('figures.answers')}</th>
            <th data-number>{t('view.unsent')}</th>
            <th>{t('column.lastEvent')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((row) => (
            <tr key={`${row.channel} ${row.account}`} data-off={!row.enabled || undefined}>
              <th scope="row">
                {row.name}
                <small>
                  {[t(`vocabulary:channel.${row.channel}`), !row.enabled && t('off')]
                    .filter((part) => part && part !== row.name)
                    .join(' · ')}
                </small>
              </th>
              <td data-number>{number(row.arrived)}</td>
              <td>
                <SparkLine
                  values={row.series}
                  label={t('figures.shape', { top: number(Math.max(0, ...row.series)) })}
                />
              </td>
              <td data-number>
                {seconds(row.delay.p50)}
                {row.delay.n > 0 && (
                  <small>
                    {t('p95', { value: seconds(row.delay.p95) })} · n = {number(row.delay.n)}
                  </small>
                )}
              </td>
              <td data-number data-late={row.dead > 0 || undefined}>
                {number(row.dead)}
              </td>
              <td data-number>{number(row.answers)}</td>
              <td data-number data-late={row.failed > 0 || undefined}>
                {number(row.failed)}
              </td>
              <td>{row.lastEventAt ? moment(row.lastEventAt) : t('never')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
