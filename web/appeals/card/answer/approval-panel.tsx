import { Button } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkAnswer } from '../../../../contract/answer-checks.ts';
import type { AppealCard } from '../../../../contract/appeals.ts';
import { Bars } from '../../../layout/bars.tsx';
import styles from './answer.module.css';
import { CheckList } from './check-list.tsx';
import { EditionText } from './edition-diff.tsx';
import { EditionHistory } from './edition-history.tsx';
import { useDrafts } from './use-draft.ts';

interface ApprovalPanelProps {
  card: AppealCard;
  /** The step that waits is the reader's. */
  turn: boolean;
  enabled: boolean;
  onStep: (step: 'approve' | 'return_draft') => void;
}

/** The answer that waits for «да»: its text with what changed since it was sent the last time, and the two buttons. */
export function ApprovalPanel({ card, turn, enabled, onStep }: ApprovalPanelProps) {
  const { t } = useTranslation(['casework', 'shell']);
  const { data } = useDrafts(card.id);
  const [plain, setPlain] = useState(false);
  if (!data) return <Bars rows={4} height={28} />;
  const sent = card.history
    .filter((entry) => entry.type === 'case.submitted')
    .map((entry) => data.rows.find((draft) => draft.edition === entry.details.edition));
  const draft = sent.at(-1) ?? data.rows[0];
  if (!draft) return null;
  const before = sent.at(-2) ?? null;
  const waiting = card.life.approvals.find((step) => step.state === 'waiting');
  const remark = card.life.approvals.findLast((step) => step.state === 'returned')?.comment;
  return (
    <section className={styles.editor} aria-label={t('approval.title')} id="answer">
      <h2>{t(turn ? 'approval.yours' : 'approval.title')}</h2>
      {!turn && waiting && (
        <p className={styles.quiet}>{t('approval.waits', { role: t(`shell:role.${waiting.role}`) })}</p>
      )}
      {before && remark && (
        <div className={styles.remark} role="note">
          <strong>{t('approval.remark')}</strong> {remark}
        </div>
      )}
      <div className={styles.beside}>
        <EditionText draft={draft} before={plain ? null : before} />
        <div className={styles.checkBox}>
          <CheckList checks={checkAnswer({ ...draft, channel: card.channel })} onShow={() => {}} />
        </div>
      </div>
      <div className={styles.foot}>
        {turn && (
          <>
            <Button view="action" size="l" disabled={!enabled} onClick={() => onStep('approve')}>
              {t('action.approve')} <kbd>Y</kbd>
            </Button>
            <Button view="outlined" size="l" disabled={!enabled} onClick={() => onStep('return_draft')}>
              {t('action.return_draft')} <kbd>N</kbd>
            </Button>
          </>
        )}
        {before && (
          <Button view="flat" onClick={() => setPlain(!plain)}>
            {t(plain ? 'approval.showChanges' : 'approval.hideChanges')}
          </Button>
        )}
        <EditionHistory editions={data.rows} />
      </div>
    </section>
  );
}
