import { ArrowLeft, Pencil, Printer } from '@gravity-ui/icons';
import { Button, ClipboardButton, Icon } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCanGoBack, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../contract/appeals.ts';
import { call } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import { useRegistry } from '../../api/registry.ts';
import { useMay } from '../../api/session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Bars } from '../../layout/bars.tsx';
import { ProblemNotice } from '../../layout/problem-notice.tsx';
import { CaseLettersBlock } from '../../letters/case-letters.tsx';
import { useKey } from '../../palette/use-key.ts';
import { StatusMark } from '../parts/status-mark.tsx';
import { UrgencyMark } from '../parts/urgency-mark.tsx';
import { ActionBar } from './actions/action-bar.tsx';
import { ActionDialog } from './actions/action-dialog.tsx';
import { ConflictNote } from './actions/conflict-note.tsx';
import { useCardSteps } from './actions/use-card-steps.ts';
import { AnswerEditor } from './answer/answer-editor.tsx';
import { ApprovalPanel } from './answer/approval-panel.tsx';
import styles from './appeal-page.module.css';
import { AuthorCasesBlock } from './author/author-cases.tsx';
import { SimilarCaseItem } from './author/similar-case.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { DeadlineBar } from './deadline-bar.tsx';
import { Facts } from './facts.tsx';
import { CaseFileBlock } from './file/case-file.tsx';
import { SplitSelection } from './file/split-selection.tsx';
import { HistoryList } from './history-list.tsx';
import { LifeFacts } from './life-facts.tsx';
import { Conversation } from './thread/conversation.tsx';

/** Дело: who holds it and until when, the next step as one button; the talk and the answer; what is known. */
export function AppealPage() {
  const { t } = useTranslation(['appeals', 'vocabulary', 'shell']);
  const { id } = useParams({ from: '/console/appeals/$id' });
  const client = useQueryClient();
  const goBack = useGoBack();
  const query = useQuery({
    queryKey: ['appeal', id],
    queryFn: ({ signal }) => call('appeal', { params: { id }, signal }),
  });
  useLive('appeals.changed', ({ ids }) => {
    if (ids.includes(id)) void client.invalidateQueries({ queryKey: ['appeal', id] });
  });
  useKey('Escape', goBack);
  const card = query.data;
  useEffect(() => {
    if (card) document.title = `${card.number} — ${t('shell:product')}`;
  }, [card, t]);

  if (query.isPending) return <Bars rows={12} height={36} />;
  if (!card) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Card key={id} card={card} goBack={goBack} />;
}

function Card({ card, goBack }: { card: AppealCard; goBack: () => void }) {
  const { t } = useTranslation(['appeals', 'casework', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  const mayDecide = useMay('triage.decide');
  const mayAct = useMay('cases.act');
  const seesContacts = useMay('personal_data.read');
  const thread = useRef<HTMLDivElement>(null);
  const [correcting, setCorrecting] = useState(false);
  const steps = useCardSteps(card, () => setCorrecting(true));
  useKey('e', () => setCorrecting(true), { enabled: mayDecide && !correcting });
  const organisation = registry.organisation(card.organisation);
  const returned = card.life.approvals.findLast((step) => step.state !== 'void');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.line}>
          <Button
            view="flat"
            onClick={goBack}
            className={styles.noPrint}
            title={t('card.back')}
            aria-label={t('card.back')}
          >
            <Icon data={ArrowLeft} size={16} />
          </Button>
          <span className={styles.number}>{card.number}</span>
          <span className={styles.noPrint}>
            <ClipboardButton text={card.number} size="s" />
          </span>
          <StatusMark status={card.status} />
          {card.outcome && <span className={styles.quiet}>{t(`vocabulary:outcome.${card.outcome}`)}</span>}
          <UrgencyMark urgency={card.urgency} always={card.urgency >= 3} />
          <span className={styles.actions} data-writing={steps.writing || undefined}>
            <Button
              view="flat"
              onClick={() => window.print()}
              title={t('card.print')}
              aria-label={t('card.print')}
            >
              <Icon data={Printer} size={16} />
            </Button>
            {mayDecide && steps.primary !== 'triage' && (
              <Button
                view="flat"
                onClick={() => setCorrecting(true)}
                title={t('card.correct')}
                aria-label={t('card.correct')}
              >
                <Icon data={Pencil} size={16} />
              </Button>
            )}
            <ActionBar
              primary={steps.primary}
              menu={steps.menu}
              enabled={!correcting && !steps.dialog && !steps.busy}
              onStep={steps.start}
            />
          </span>
        </div>
        <h1>{registry.topicName(card.topic) || t('vocabulary:field.topicMissing')}</h1>
        <div className={styles.holder}>
          <strong>{organisation?.name ?? card.organisation}</strong>
          {card.life.assignee && (
            <span className={styles.person}> · {card.life.assigneeName ?? card.life.assignee}</span>
          )}
          {card.coExecutors.length > 0 && (
            <div className={styles.quiet}>
              {t('card.coExecutors', { names: card.coExecutors.map(registry.organisationName).join('; ') })}
            </div>
          )}
          <div className={styles.quiet}>{t('card.why', { why: card.routeWhy })}</div>
        </div>
        <DeadlineBar card={card} />
        {steps.refusal && <ConflictNote problem={steps.refusal} />}
        {steps.standing.closer && <p className={styles.quiet}>{t('casework:closer')}</p>}
      </header>
      <div className={styles.middle}>
        <div ref={thread}>
          <Conversation card={card} />
        </div>
        {card.status === 'approval' && steps.seesDrafts && (
          <ApprovalPanel
            card={card}
            turn={steps.standing.turn}
            enabled={!steps.busy && steps.primary === 'approve'}
            onStep={steps.start}
          />
        )}
        {steps.writing && (
          <AnswerEditor
            card={card}
            remark={returned?.state === 'returned' ? (returned.comment ?? '') : null}
            busy={steps.busy}
            onAct={steps.act}
          />
        )}
        {steps.mayWrite && !steps.writing && (
          <Button view="outlined" onClick={() => steps.start('answer')} className={styles.write}>
            {t('casework:action.answer')} <kbd>W</kbd>
          </Button>
        )}
        {mayAct && <CaseFileBlock card={card} />}
        <h2>{t('card.history')}</h2>
        <HistoryList history={card.history} />
      </div>
      {/* One section after another, each shown when there is something in it: who holds it and what was promised, then what is known. */}
      <aside className={styles.side}>
        <LifeFacts card={card} />
        <Facts card={card} />
        {seesContacts && <CaseLettersBlock card={card} />}
        <AuthorCasesBlock card={card} />
        {card.similar.length > 0 && (
          <section className={styles.similar} aria-label={t('card.similar')}>
            <h2>
              {t('card.similarCount', {
                count: card.similar.length,
                number: format.number(card.similar.length),
              })}
            </h2>
            {card.similar.map((row) => (
              <SimilarCaseItem key={row.id} card={card} row={row} />
            ))}
          </section>
        )}
      </aside>
      <p className={styles.printed}>{t('card.printed', { when: format.full(format.now.toISOString()) })}</p>
      {mayAct && <SplitSelection id={card.id} within={thread} />}
      {mayDecide && <CorrectDialog card={card} open={correcting} onClose={() => setCorrecting(false)} />}
      {steps.dialog && (
        <ActionDialog
          key={steps.dialog}
          card={card}
          action={steps.dialog}
          onAct={steps.act}
          onClose={steps.closeDialog}
        />
      )}
    </div>
  );
}

/** To where one came from; from a link opened afresh, to the list. */
function useGoBack() {
  const router = useRouter();
  const navigate = useNavigate();
  const canGoBack = useCanGoBack();
  return () => {
    if (canGoBack) router.history.back();
    else void navigate({ to: '/appeals' });
  };
}
