import { Button, Select, TextArea, TextInput } from '@gravity-ui/uikit';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnswerCheck, checkAnswer } from '../../../../contract/answer-checks.ts';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { CaseActionInput } from '../../../../contract/casework.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { OUTCOMES, type Outcome } from '../../../../contract/vocabulary.ts';
import { ConflictNote } from '../actions/conflict-note.tsx';
import { DateChoice } from '../actions/date-choice.tsx';
import styles from './answer.module.css';
import { CheckList } from './check-list.tsx';
import { BLOCKS } from './edition-diff.tsx';
import { EditionHistory } from './edition-history.tsx';
import { TemplateChoice } from './template-choice.tsx';
import { useDraft } from './use-draft.ts';
import { WhoAgrees } from './who-agrees.tsx';

/** As the server asks of a reason. */
const DESPITE_MIN = 5;

interface AnswerEditorProps {
  card: AppealCard;
  /** Why the last edition came back from approval. */
  remark: string | null;
  busy: boolean;
  onAct: (input: CaseActionInput) => Promise<Problem | null>;
}

/** The answer in its three blocks, with the checks beside it while one writes. */
export function AnswerEditor({ card, remark, busy, onAct }: AnswerEditorProps) {
  const { t } = useTranslation(['casework', 'vocabulary']);
  const { value, change, save, state, problem, editions, loading } = useDraft(card.id);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [harmed, setHarmed] = useState(false);
  /** Why it is sent although the checks warn. */
  const [despite, setDespite] = useState('');
  const [missing, setMissing] = useState<'outcome' | 'text' | null>(null);
  const id = useId();
  const root = useRef<HTMLElement>(null);
  const read = useDeferredValue(value);
  const checks = useMemo(
    () => checkAnswer({ ...read, outcome: read.outcome ?? 'explained', channel: card.channel }),
    [read, card.channel],
  );
  const harmful = checks.filter((check) => check.level === 'must');
  const warned = !harmful.length && checks.some((check) => check.level === 'warn');
  const blank = BLOCKS.every((block) => value[block].trim() === '');
  const harms = harmful.map((check) => check.code + check.fragment).join();
  // Another harm is asked about anew.
  useEffect(() => setHarmed(false), [harms]);

  const send = async () => {
    setRefusal(null);
    if (blank) return setMissing('text');
    if (!value.outcome) return setMissing('outcome');
    if (harmful.length > 0) return setHarmed(true);
    const why = despite.trim();
    if (warned && why.length < DESPITE_MIN) return document.getElementById(`${id}-despite`)?.focus();
    const draft = await save();
    if (draft)
      setRefusal(await onAct({ action: 'submit', draft: draft.id, ...(warned && { despite: why }) }));
  };
  const show = ({ block, fragment }: AnswerCheck) => {
    const field = root.current?.querySelector<HTMLTextAreaElement>(`[data-block="${block}"] textarea`);
    if (!field) return;
    field.focus();
    const at = fragment ? field.value.indexOf(fragment) : -1;
    if (at >= 0) field.setSelectionRange(at, at + fragment.length);
  };

  return (
    <section
      ref={root}
      id="answer"
      className={styles.editor}
      aria-label={t('answer.title')}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        if (event.key === 'Escape') (document.activeElement as HTMLElement | null)?.blur();
      }}
    >
      <h2>{t('answer.title')}</h2>
      {remark !== null && (
        <div className={styles.remark} role="note">
          <strong>{t('answer.returned')}</strong> {remark}
        </div>
      )}
      <div className={styles.beside}>
        <div className={styles.blocks}>
          {BLOCKS.map((block) => (
            <div key={block} className={styles.block} data-block={block}>
              <label htmlFor={`${id}-${block}`}>{t(`answer.${block}`)}</label>
              <TextArea
                id={`${id}-${block}`}
                minRows={3}
                maxRows={18}
                readOnly={loading}
                value={value[block]}
                placeholder={t(`answer.hint.${block}`)}
                onUpdate={(text) => {
                  setMissing(null);
                  change({ [block]: text });
                }}
                onBlur={() => void save()}
              />
            </div>
          ))}
          <div className={styles.pair}>
            <div>
              <label htmlFor={`${id}-outcome`}>{t('answer.outcome')}</label>
              <Select
                id={`${id}-outcome`}
                width="max"
                placeholder={t('answer.chooseOutcome')}
                validationState={missing === 'outcome' ? 'invalid' : undefined}
                value={value.outcome ? [value.outcome] : []}
                onUpdate={([outcome]) => {
                  setMissing(null);
                  change({ outcome: outcome as Outcome });
                }}
                options={OUTCOMES.map((outcome) => ({
                  value: outcome,
                  content: t(`vocabulary:outcome.${outcome}`),
                }))}
              />
            </div>
            <div>
              <label htmlFor={`${id}-date`}>{t('answer.planDate')}</label>
              <DateChoice
                id={`${id}-date`}
                value={value.planDate ?? ''}
                onChange={(day) => change({ planDate: day || null })}
              />
            </div>
          </div>
        </div>
        <div className={styles.checkBox} aria-live="polite">
          {blank ? (
            <p className={styles.quiet}>{t('check.begin')}</p>
          ) : (
            <CheckList checks={checks} onShow={show} />
          )}
        </div>
      </div>
      {refusal && <ConflictNote problem={refusal} />}
      {problem && state === 'failed' && (
        <p className={styles.error} role="alert">
          {t(problem.status === 0 ? 'answer.keptHere' : 'answer.notSaved', {
            why: problem.detail ?? problem.title,
          })}
        </p>
      )}
      {missing && (
        <p className={styles.error} role="alert">
          {t(`answer.missing.${missing}`)}
        </p>
      )}
      {harmed && (
        <p className={styles.error} role="alert">
          {t('answer.harm')}
        </p>
      )}
      {warned && (
        <div className={styles.despite}>
          <label htmlFor={`${id}-despite`}>{t('answer.despite')}</label>
          <TextInput id={`${id}-despite`} value={despite} onUpdate={setDespite} />
        </div>
      )}
      <WhoAgrees id={card.id} outcome={value.outcome} />
      <div className={styles.foot}>
        <Button view="action" size="l" loading={busy} onClick={() => void send()}>
          {t(warned ? 'answer.sendDespite' : 'answer.send')} <kbd>Ctrl Enter</kbd>
        </Button>
        <span className={styles.quiet} role="status">
          {t(`answer.state.${blank && state === 'saved' ? 'blank' : state}`)}
        </span>
        <TemplateChoice topic={card.topic} written={value} onTake={change} />
        <EditionHistory editions={editions} onTake={(draft) => change(draftText(draft))} />
      </div>
    </section>
  );
}

function draftText({
  understood,
  cause,
  plan,
  planDate,
  outcome,
}: ReturnType<typeof useDraft>['editions'][number]) {
  return { understood, cause, plan, planDate, outcome };
}
