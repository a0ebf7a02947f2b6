import { Button, TextInput } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import file from '../file/file.module.css';

interface UnlinkFormProps {
  id: string;
  link: string;
  onDone: () => void;
  onCancel: () => void;
}

/** Why a bond is taken apart. */
export function UnlinkForm({ id, link, onDone, onCancel }: UnlinkFormProps) {
  const { t } = useTranslation('identities');
  const [reason, setReason] = useState('');
  const end = useMutation({
    mutationFn: () => call('unlinkAuthors', { params: { id, link }, body: { reason } }),
    onSuccess: onDone,
  });
  return (
    <div className={file.form}>
      <TextInput
        autoFocus
        value={reason}
        onUpdate={setReason}
        placeholder={t('unlinkReason')}
        controlProps={{ 'aria-label': t('unlinkReason') }}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <div className={file.row}>
        <Button
          view="action"
          loading={end.isPending}
          disabled={reason.trim().length < 5}
          onClick={() => end.mutate()}
        >
          {t('unlink')}
        </Button>
        <Button view="flat" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      <Refusal problem={end.error ? describeError(end.error) : null} />
    </div>
  );
}
