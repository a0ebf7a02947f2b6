import { useTranslation } from 'react-i18next';
import type { ChannelFigure } from '../../contract/channel-figures.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './figures.module.css';
import { quickerThanPaper } from './quicker.ts';
import { useHours } from './use-hours.ts';

const KINDS = ['firstAnswer', 'solution'] as const;

/** Channels side by side: within what time half of all had the first answer, and the solution. The quickest stands first. */
export function AnswerChart({ channels }: { channels: readonly ChannelFigure[] }) {
  const { t } = useTranslation('channels');
  const { number } = useFormat();
  const hours = useHours();
  const endless = Number.POSITIVE_INFINITY;
  const rows = channels
    .filter((row) => row.firstAnswer.of > 0)
    .sort((a, b) => (a.firstAnswer.hours ?? endless) - (b.firstAnswer.hours ?? endless));
  const top = Math.max(1, ...rows.flatMap((row) => KINDS.map((kind) => row[kind].hours ?? 0)));
  const quicker = quickerThanPaper(channels);
  return (
    <section aria-label={t('figures.answers2')}>
      <h2>{t('figures.answers2')}</h2>
      <p className={styles.note}>
        {quicker && (
          <b>
            {t('figures.quicker', {
              count: Number(quicker.times.toFixed(quicker.times < 10 ? 1 : 0)),
              times: number(quicker.times, quicker.times < 10 ? 1 : 0),
              social: number(quicker.social),
              paper: number(quicker.paper),
            })}{' '}
          </b>
        )}
        {t('figures.halfHint')}
      </p>
      <div className={styles.chart}>
        {rows.map((row) => (
          <div key={row.channel} className={styles.bars}>
            <span>{t(`vocabulary:channel.${row.channel}`)}</span>
            <div>
              {KINDS.map((kind) => {
                const value = row[kind].hours;
                return (
                  <div key={kind} className={styles.bar} data-kind={kind}>
                    <i style={{ width: value === null ? 0 : `${Math.max(0.5, (value / top) * 100)}%` }} />
                    <em>
                      {hours(value)} <small>n = {number(row[kind].n)}</small>
                    </em>
                  </div>
                );
              })}
            </div>
          </div>
        ))}
      </div>
      <p className={styles.legend}>
        {KINDS.map((kind) => (
          <span key={kind} data-kind={kind}>
            <i /> {t(`figures.${kind}`)}
          </span>
        ))}
      </p>
    </section>
  );
}
