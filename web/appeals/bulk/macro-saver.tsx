import { Button, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseActionInput } from '../../../contract/casework.ts';
import { call } from '../../api/client.ts';
import { describeError } from '../../api/problem-error.ts';
import { useMay } from '../../api/session.ts';
import styles from './bulk.module.css';

/** Keeps this list of actions under a name, for everybody of the region. */
export function MacroSaver({ actions }: { actions: CaseActionInput[] }) {
  const { t } = useTranslation('bulk');
  const client = useQueryClient();
  const may = useMay('templates.change');
  const [title, setTitle] = useState('');
  const save = useMutation({
    mutationFn: () => call('saveMacro', { body: { title, actions: actions as never } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['macros'] }),
  });
  if (!may) return null;
  if (save.isSuccess) return <p role="status">{t('macroSaved', { title: save.data.title })}</p>;
  return (
    <div className={styles.macro}>
      <TextInput
        value={title}
        onUpdate={setTitle}
        placeholder={t('macroName')}
        controlProps={{ 'aria-label': t('macroName') }}
      />
      <Button loading={save.isPending} disabled={title.trim().length < 2} onClick={() => save.mutate()}>
        {t('macroSave')}
      </Button>
      {save.error && (
        <p className={styles.refusal} role="alert">
          {describeError(save.error).detail}
        </p>
      )}
    </div>
  );
}
