import { Button, Dialog, Progress, Select } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionName, CaseActionInput } from '../../../contract/casework.ts';
import { describeError } from '../../api/problem-error.ts';
import { useFormat } from '../../format/use-format.ts';
import { ActionFields } from '../card/actions/action-fields.tsx';
import { checkForm, type FieldName, type FormValues } from '../card/actions/action-forms.ts';
import { actionWords } from './action-words.ts';
import styles from './bulk.module.css';
import { BulkOutcomeView } from './bulk-outcome.tsx';
import { type BulkOutcome, type BulkProgress, forecast, runBulk } from './bulk-run.ts';
import { ForecastView } from './forecast-view.tsx';
import { MacroSaver } from './macro-saver.tsx';

/** A saved list of actions may hold these besides. */
const COMPOSED: readonly ActionName[] = [
  'take',
  'assign',
  'transfer',
  'postpone',
  'resume',
  'return_to_triage',
  'reopen',
  'reject',
];
const STEPS_MAX = 5;

interface BulkDialogProps {
  ids: readonly string[];
  first: { id: string; organisation: string };
  /** The action to begin with; null: a list of actions is put together, or was. */
  begin: ActionName | null;
  macro: CaseActionInput[];
  onClose: (ran: boolean) => void;
}

/** Three steps on one place: what to do, what would happen, what happened. Nothing is done before the second was seen. */
export function BulkDialog({ ids, first, begin, macro, onClose }: BulkDialogProps) {
  const { t } = useTranslation(['bulk', 'casework', 'shell']);
  const format = useFormat();
  const client = useQueryClient();
  const composing = begin === null;
  const [actions, setActions] = useState<CaseActionInput[]>(macro);
  const [current, setCurrent] = useState<ActionName | null>(begin);
  const [values, setValues] = useState<FormValues>({});
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});
  const [looking, setLooking] = useState(macro.length > 0);
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const [result, setResult] = useState<{ outcome: BulkOutcome; error: unknown } | null>(null);
  const stop = useRef(false);
  const preview = useQuery({
    queryKey: ['bulk-forecast', ids, actions],
    queryFn: ({ signal }) => forecast(ids, actions, signal),
    enabled: looking && result === null && progress === null,
    gcTime: 0,
  });

  /** The step being filled in joins the list. @returns false while something is missing in it */
  const take = (): CaseActionInput[] | null => {
    if (!current) return actions;
    const checked = checkForm(current, values, t('casework:required'));
    if (checked.errors) {
      setErrors(checked.errors);
      return null;
    }
    const next = [...actions, checked.input];
    setActions(next);
    setCurrent(null);
    setValues({});
    return next;
  };
  const run = async () => {
    setProgress({ done: 0, of: ids.length, leftMs: null });
    stop.current = false;
    const ran = await runBulk(ids, actions, setProgress, () => stop.current);
    setProgress(null);
    setResult(ran);
    for (const queryKey of [['appeals'], ['mine'], ['approvals'], ['appeal']])
      void client.invalidateQueries({ queryKey });
  };
  const back = () => {
    setLooking(false);
    if (composing) return;
    setActions([]);
    setCurrent(begin);
  };

  const title =
    begin !== null
      ? t('title', {
          action: t(`casework:action.${begin}`),
          number: format.number(ids.length),
          count: ids.length,
        })
      : t('titleMany', { number: format.number(ids.length), count: ids.length });
  const busy = progress !== null;
  return (
    <Dialog
      open
      onClose={() => !busy && onClose(result !== null)}
      size="m"
      aria-labelledby="bulk-title"
      disableHeightTransition
    >
      <Dialog.Header caption={title} id="bulk-title" />
      <Dialog.Body>
        <div className={styles.body}>
          {actions.length > 0 && composing && (
            <ol className={styles.steps}>
              {actions.map((action, at) => (
                <li key={at}>
                  {actionWords(action, t)}
                  {composing && !looking && (
                    <Button
                      size="s"
                      view="flat"
                      onClick={() => setActions(actions.filter((_, each) => each !== at))}
                    >
                      {t('drop')}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )}
          {!looking && composing && !current && actions.length < STEPS_MAX && (
            <Select
              width="max"
              placeholder={t(actions.length === 0 ? 'firstStep' : 'nextStep')}
              aria-label={t('nextStep')}
              value={[]}
              onUpdate={([action]) => setCurrent((action as ActionName) ?? null)}
              options={COMPOSED.map((value) => ({ value, content: t(`casework:action.${value}`) }))}
            />
          )}
          {!looking && current && (
            <>
              {composing && <h3>{t(`casework:action.${current}`)}</h3>}
              {current === 'assign' && <p className={styles.quiet}>{t('assignAbout')}</p>}
              <ActionFields
                card={first}
                action={current}
                values={values}
                errors={errors}
                onChange={(field, value) => {
                  setValues((now) => ({ ...now, [field]: value }));
                  setErrors(({ [field]: _, ...rest }) => rest);
                }}
              />
            </>
          )}
          {looking && !result && !progress && (
            <ForecastView
              data={preview.data}
              error={preview.error}
              several={actions.length > 1}
              onRetry={() => void preview.refetch()}
            />
          )}
          {looking && !result && !progress && composing && <MacroSaver actions={actions} />}
          {progress && (
            <div className={styles.progress} role="status">
              <Progress value={(progress.done / progress.of) * 100} />
              <span>
                {t('progress', { done: format.number(progress.done), of: format.number(progress.of) })}
                {progress.leftMs !== null && progress.leftMs > 1000 && (
                  <> · {t('left', { amount: format.duration(progress.leftMs) })}</>
                )}
              </span>
            </div>
          )}
          {result && <BulkOutcomeView outcome={result.outcome} />}
          {result?.error ? (
            <p className={styles.refusal} role="alert">
              {describeError(result.error).title}. {describeError(result.error).detail}
            </p>
          ) : null}
        </div>
      </Dialog.Body>
      {busy ? (
        <Dialog.Footer
          textButtonCancel={t('stop')}
          onClickButtonCancel={() => {
            stop.current = true;
          }}
        />
      ) : result ? (
        <Dialog.Footer textButtonApply={t('close')} onClickButtonApply={() => onClose(true)} />
      ) : looking ? (
        <Dialog.Footer
          textButtonApply={t('run', {
            number: format.number(preview.data?.able ?? 0),
            count: preview.data?.able ?? 0,
          })}
          textButtonCancel={t('shell:back')}
          propsButtonApply={{ disabled: !preview.data || preview.data.able === 0 }}
          onClickButtonApply={() => void run()}
          onClickButtonCancel={back}
        />
      ) : (
        <Dialog.Footer
          textButtonApply={t('look')}
          textButtonCancel={t('shell:cancel')}
          propsButtonApply={{ disabled: !current && actions.length === 0 }}
          onClickButtonApply={() => {
            if (take()) setLooking(true);
          }}
          onClickButtonCancel={() => onClose(false)}
        >
          {composing && current && (
            <Button view="outlined" size="l" onClick={() => take()}>
              {t('addStep')}
            </Button>
          )}
        </Dialog.Footer>
      )}
    </Dialog>
  );
}
