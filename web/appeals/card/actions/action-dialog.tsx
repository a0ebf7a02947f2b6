import { Button, Dialog, Sheet } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { ActionName, CaseActionInput } from '../../../../contract/casework.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { usePhone } from '../../../layout/use-phone.ts';
import { ActionFields } from './action-fields.tsx';
import { checkForm, type FieldName, type FormValues } from './action-forms.ts';
import styles from './actions.module.css';
import { ConflictNote } from './conflict-note.tsx';
import { Consequences } from './consequences.tsx';

interface ActionDialogProps {
  card: AppealCard;
  action: ActionName;
  /** @returns null when done, else the refusal */
  onAct: (input: CaseActionInput) => Promise<Problem | null>;
  onClose: () => void;
}

/**
 * One action: what it asks, what it will do, one button. It goes off the screen at the press and comes back, with everything that
 * was typed, only when the server refuses.
 */
export function ActionDialog({ card, action, onAct, onClose }: ActionDialogProps) {
  const { t } = useTranslation(['casework', 'shell']);
  const phone = usePhone();
  const [values, setValues] = useState<FormValues>({});
  const [errors, setErrors] = useState<Partial<Record<FieldName, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);

  const send = async () => {
    const checked = checkForm(action, values, t('required'));
    if (checked.errors) return setErrors(checked.errors);
    setSending(true);
    setProblem(null);
    const refusal = await onAct(checked.input);
    setSending(false);
    if (refusal) setProblem(refusal);
    else onClose();
  };
  const change = (field: FieldName, value: string) => {
    setValues((before) => ({ ...before, [field]: value }));
    setErrors(({ [field]: _, ...rest }) => rest);
  };
  const title = t('dialog', { action: t(`action.${action}`), number: card.number });
  const press = t(problem?.status === 412 ? 'redo' : `press.${action}`, {
    defaultValue: t(`action.${action}`),
  });
  const asked = card.life.extensions.find((extension) => extension.state === 'asked');
  const body = (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl Enter sends from any field, as everywhere one writes
    <div
      className={styles.form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
    >
      {problem && <ConflictNote problem={problem} />}
      {action === 'grant_extension' && asked && (
        <p>{t('extension.asks', { count: asked.days, reason: asked.reason })}</p>
      )}
      <ActionFields card={card} action={action} values={values} errors={errors} onChange={change} />
      <Consequences card={card} action={action} values={values} />
    </div>
  );
  if (phone) {
    return (
      <Sheet visible={!sending} onClose={() => !sending && onClose()} title={title}>
        {body}
        <div className={styles.sheetFoot}>
          <Button view="action" size="xl" width="max" onClick={() => void send()}>
            {press}
          </Button>
        </div>
      </Sheet>
    );
  }
  return (
    <Dialog
      open={!sending}
      onClose={() => !sending && onClose()}
      size="m"
      aria-labelledby="act-title"
      disableHeightTransition
    >
      <Dialog.Header caption={title} id="act-title" />
      <Dialog.Body>{body}</Dialog.Body>
      <Dialog.Footer
        textButtonApply={press}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => void send()}
        onClickButtonCancel={onClose}
      >
        <span className={styles.hint}>
          <kbd>Ctrl Enter</kbd>
        </span>
      </Dialog.Footer>
    </Dialog>
  );
}
