import { Dialog, Select, TextArea } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type AnswerCheck, checkAnswer } from '../../contract/answer-checks.ts';
import { BULK_MAX } from '../../contract/case-file.ts';
import type { Crisis, MassAnswerResult } from '../../contract/crisis.ts';
import { OUTCOMES, type Outcome } from '../../contract/vocabulary.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { DateChoice } from '../appeals/card/actions/date-choice.tsx';
import { CheckList } from '../appeals/card/answer/check-list.tsx';
import { useFormat } from '../format/use-format.ts';
import styles from './crisis.module.css';
import { filterOf } from './use-crises.ts';

const BLOCKS = ['understood', 'cause', 'plan'] as const;
/** Statuses in which a body still owes its answer and may give it; the server takes the same. */
const OPEN = 'routed,in_work,interim_answer,reopened';

/** One answer to every open case of the crisis that lies with one's body: first how many, then the words, then what came of it. */
export function MassAnswerDialog({ crisis, onClose }: { crisis: Crisis; onClose: () => void }) {
  const { t } = useTranslation(['crisis', 'casework', 'vocabulary']);
  const { number } = useFormat();
  const client = useQueryClient();
  const id = useId();
  const form = useRef<HTMLDivElement>(null);
  const [text, setText] = useState({ understood: '', cause: '', plan: '' });
  const [planDate, setPlanDate] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [missing, setMissing] = useState<'text' | 'outcome' | null>(null);
  /** Which harms «Отправить» was refused for. */
  const [warned, setWarned] = useState('');
  // Whoever acts for a body sees the cases of that body and of those under it: the same that the answer takes.
  const filter = { ...filterOf(crisis), status: OPEN };
  const reach = useQuery({
    queryKey: ['crises', 'reach', filter],
    queryFn: ({ signal }) => call('appeals', { query: { ...filter, limit: 1 }, signal }),
  });
  const count = reach.data?.total.count;
  const read = useDeferredValue(text);
  // A portal's limit is the widest; a comment in a network has its own, which the engine keeps for each case.
  const checks = useMemo(
    () => checkAnswer({ ...read, planDate, outcome: outcome ?? 'explained', channel: 'web' }),
    [read, planDate, outcome],
  );
  const harms = checks.filter((check) => check.level === 'must');
  const harm = harms.map((check) => check.code + check.fragment).join();
  const blank = BLOCKS.every((block) => text[block].trim() === '');
  const send = useMutation({
    mutationFn: () =>
      call('massAnswer', { params: { id: crisis.id }, body: { ...text, planDate, outcome: outcome! } }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['crises'] }),
        client.invalidateQueries({ queryKey: ['appeals'] }),
      ]),
  });
  const apply = () => {
    if (blank) return setMissing('text');
    if (!outcome) return setMissing('outcome');
    if (harm !== '') return setWarned(harm);
    send.mutate();
  };
  const show = ({ block, fragment }: AnswerCheck) => {
    const field = form.current?.querySelector<HTMLTextAreaElement>(`[data-block="${block}"] textarea`);
    field?.focus();
    const at = field && fragment ? field.value.indexOf(fragment) : -1;
    if (at >= 0) field!.setSelectionRange(at, at + fragment!.length);
  };

  if (send.data)
    return (
      <Dialog open onClose={onClose} size="m" aria-labelledby={`${id}-caption`} disableHeightTransition>
        <Dialog.Header caption={t('answer.title')} id={`${id}-caption`} />
        <Dialog.Body>
          <Result result={send.data} />
        </Dialog.Body>
        <Dialog.Footer
          textButtonApply={t(send.data.more > 0 ? 'answer.again' : 'answer.done')}
          onClickButtonApply={send.data.more > 0 ? () => send.mutate() : onClose}
          textButtonCancel={send.data.more > 0 ? t('answer.done') : undefined}
          onClickButtonCancel={onClose}
          loading={send.isPending}
        />
      </Dialog>
    );
  return (
    <Dialog
      open
      onClose={onClose}
      size="m"
      aria-labelledby={`${id}-caption`}
      disableHeightTransition
      disableOutsideClick
    >
      <Dialog.Header caption={t('answer.title')} id={`${id}-caption`} />
      <Dialog.Body>
        <div className={styles.form} ref={form}>
          <p className={styles.reach} role="status">
            {count === undefined
              ? t(reach.isError ? 'answer.reachUnknown' : 'answer.counting')
              : count === 0
                ? t('answer.reachNone')
                : t('answer.reach', { count, n: number(count) })}{' '}
            {count !== undefined && count > 0 && t('answer.reachNote')}{' '}
            {count !== undefined && count > BULK_MAX && t('answer.portions', { n: number(BULK_MAX) })}
          </p>
          {BLOCKS.map((block, at) => (
            <div key={block} className={styles.block} data-block={block}>
              <label htmlFor={`${id}-${block}`}>{t(`casework:answer.${block}`)}</label>
              <TextArea
                id={`${id}-${block}`}
                autoFocus={at === 0}
                minRows={2}
                maxRows={10}
                value={text[block]}
                placeholder={t(`casework:answer.hint.${block}`)}
                onUpdate={(value) => {
                  setMissing(null);
                  setText({ ...text, [block]: value });
                }}
              />
            </div>
          ))}
          <label htmlFor={`${id}-outcome`}>{t('casework:answer.outcome')}</label>
          <Select
            id={`${id}-outcome`}
            width="max"
            placeholder={t('casework:answer.chooseOutcome')}
            validationState={missing === 'outcome' ? 'invalid' : undefined}
            value={outcome ? [outcome] : []}
            onUpdate={([value]) => {
              setMissing(null);
              setOutcome(value as Outcome);
            }}
            options={OUTCOMES.map((value) => ({ value, content: t(`vocabulary:outcome.${value}`) }))}
          />
          <label htmlFor={`${id}-date`}>{t('casework:answer.planDate')}</label>
          <DateChoice id={`${id}-date`} value={planDate ?? ''} onChange={(day) => setPlanDate(day || null)} />
          {!blank && checks.length > 0 && <CheckList checks={checks} onShow={show} />}
          {missing && (
            <p className={styles.error} role="alert">
              {t(`casework:answer.missing.${missing}`)}
            </p>
          )}
          {warned !== '' && warned === harm && (
            <p className={styles.error} role="alert">
              {t('casework:answer.harm')}
            </p>
          )}
          {send.error && (
            <p className={styles.error} role="alert">
              {describeError(send.error).detail ?? describeError(send.error).title}
            </p>
          )}
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={
          count
            ? t('answer.apply', { count: Math.min(count, BULK_MAX), n: number(Math.min(count, BULK_MAX)) })
            : t('answer.applyAll')
        }
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={apply}
        onClickButtonCancel={onClose}
        loading={send.isPending}
        propsButtonApply={{ disabled: count === 0 }}
      />
    </Dialog>
  );
}

function Result({ result }: { result: z.infer<typeof MassAnswerResult> }) {
  const { t } = useTranslation('crisis');
  const { number } = useFormat();
  const { answered, submitted, refused, more } = result;
  return (
    <div className={styles.result} role="status">
      <p>{t('answer.answered', { count: answered, n: number(answered) })}</p>
      {submitted > 0 && <p>{t('answer.submitted', { count: submitted, n: number(submitted) })}</p>}
      {more > 0 && <p>{t('answer.more')}</p>}
      {refused.length > 0 && (
        <>
          <p>{t('answer.refused', { count: refused.length, n: number(refused.length) })}</p>
          <ul>
            {refused.map(({ number: name, why }) => (
              <li key={name}>
                <Link to="/appeals" search={{ q: name }}>
                  {name}
                </Link>{' '}
                {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
