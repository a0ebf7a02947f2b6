import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowedAppeal } from '../../contract/appeals.ts';
import { FINAL_STATUSES } from '../../contract/vocabulary.ts';
import follow from './follow.module.css';
import { useFollowActs } from './follow-acts.ts';
import { FollowRate } from './follow-rate.tsx';
import { FollowWord } from './follow-word.tsx';
import styles from './portal.module.css';

type Open = 'dispute' | 'withdraw' | 'add' | null;

/** What the resident may do now: answer a question, rate, say that it is not solved; the rest behind a link. */
export function FollowDesk({ appeal, token }: { appeal: FollowedAppeal; token: string }) {
  const { t } = useTranslation('portal');
  const acts = useFollowActs(token);
  const [open, setOpen] = useState<Open>(null);
  const may = (action: string) => appeal.actions.includes(action);
  const question = appeal.answers.findLast((answer) => answer.kind === 'question');
  const over = FINAL_STATUSES.includes(appeal.status);
  const send = async (work: Promise<boolean>) => {
    const done = await work;
    if (done) setOpen(null);
    return done;
  };
  return (
    <section aria-label={t('follow.yours')}>
      {acts.problem && (
        <p className={styles.refusal} role="alert">
          <b>{acts.problem.title}.</b> {acts.problem.detail}
        </p>
      )}
      {acts.done && !acts.problem && (
        <p className={follow.thanks} role="status">
          {t(`follow.thanks.${acts.done}`, { defaultValue: t('follow.thanks.other') })}
        </p>
      )}
      {appeal.asked && (
        <>
          {question && <p className={follow.question}>{question.text}</p>}
          <FollowWord
            id="follow-reply"
            title={t('reply.title')}
            hint={t('reply.hint')}
            press={t('reply.send')}
            min={2}
            short={t('reply.short')}
            busy={acts.busy}
            onSend={(text) => acts.reply(text)}
          />
        </>
      )}
      {may('rate') && open !== 'dispute' && (
        <FollowRate acts={acts} onNotSolved={may('dispute') ? () => setOpen('dispute') : null} />
      )}
      {open === 'dispute' && (
        <FollowWord
          id="follow-dispute"
          title={t('dispute.title')}
          hint={t('dispute.hint')}
          press={t('dispute.send')}
          min={5}
          short={t('dispute.short')}
          busy={acts.busy}
          onSend={(reason) => send(acts.act({ action: 'dispute', reason }))}
          onCancel={() => setOpen(null)}
          focus
        />
      )}
      {open === 'add' && (
        <FollowWord
          id="follow-add"
          title={t('add.title')}
          hint={t('add.hint')}
          press={t('reply.send')}
          min={2}
          short={t('reply.short')}
          busy={acts.busy}
          onSend={(text) => send(acts.reply(text))}
          onCancel={() => setOpen(null)}
          focus
        />
      )}
      {open === 'withdraw' && (
        <FollowWord
          id="follow-withdraw"
          title={t('withdraw.title')}
          hint={t('withdraw.hint')}
          press={t('withdraw.send')}
          min={0}
          short=""
          busy={acts.busy}
          onSend={(reason) => send(acts.act({ action: 'withdraw', ...(reason && { reason }) }))}
          onCancel={() => setOpen(null)}
          focus
        />
      )}
      {open === null && (
        <div className={follow.further}>
          {may('confirm_solution') && (
            <button
              type="button"
              className={styles.secondary}
              disabled={acts.busy}
              onClick={() => void acts.act({ action: 'confirm_solution', how: 'resident' })}
            >
              {t('confirm.title')}
            </button>
          )}
          {may('dispute') && (
            <button
              type="button"
              className={appeal.status === 'closed' ? styles.link : styles.secondary}
              onClick={() => setOpen('dispute')}
            >
              {t('dispute.title')}
            </button>
          )}
          {!over && !appeal.asked && (
            <button type="button" className={styles.link} onClick={() => setOpen('add')}>
              {t('add.title')}
            </button>
          )}
          {may('withdraw') && (
            <button type="button" className={styles.link} onClick={() => setOpen('withdraw')}>
              {t('withdraw.title')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
