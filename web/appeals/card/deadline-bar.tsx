import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../contract/appeals.ts';
import { useFormat } from '../../format/use-format.ts';
import { DueMark } from '../parts/due-mark.tsx';
import styles from './deadline-bar.module.css';
import { deadlineProgress } from './deadline-progress.ts';

/** Time left as a bar with its steps; each step says until when and by what norm. */
export function DeadlineBar({ card }: { card: AppealCard }) {
  const { t } = useTranslation('appeals');
  const format = useFormat();
  const { steps, filled } = deadlineProgress(card, format.now);
  const mood = card.dueAt ? format.timeLeft(card.dueAt).mood : 'over';
  return (
    <section className={styles.deadline} aria-label={t('card.deadline')}>
      <div className={styles.words}>
        {card.closedAt ? (
          <span>{t('card.closedAt', { when: format.moment(card.closedAt) })}</span>
        ) : (
          <>
            <strong>
              <DueMark dueAt={card.dueAt} sentence />
            </strong>
            {card.dueAt && <span>{t('card.until', { when: format.moment(card.dueAt) })}</span>}
          </>
        )}
      </div>
      {steps.length > 0 && (
        <>
          <div className={styles.bar} data-mood={mood} aria-hidden>
            <span className={styles.filled} style={{ width: `${filled * 100}%` }} />
            {steps.map((step) => (
              <span
                key={`${step.step} ${step.dueAt}`}
                className={styles.tick}
                data-state={step.state}
                style={{ left: `${step.at * 100}%` }}
              />
            ))}
          </div>
          <ol className={styles.steps}>
            {steps.map((step) => (
              <li
                key={`${step.step} ${step.dueAt}`}
                data-state={step.state}
                title={`${step.source}\n${format.full(step.dueAt)}`}
              >
                <b>
                  {step.state === 'done' && '✓ '}
                  {t(`step.${step.step}`, { defaultValue: step.step })}
                </b>
                {step.state === 'done' ? (
                  <span className="o-visually-hidden">{t('card.stepDone')}</span>
                ) : (
                  <span>{t('card.stepUntil', { when: format.day(step.dueAt) })}</span>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
