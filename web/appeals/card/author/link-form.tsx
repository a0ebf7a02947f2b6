import { Button, TextInput } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorComparison } from '../../../../contract/identities.ts';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import file from '../file/file.module.css';
import styles from './author.module.css';

/** First what is alike and what is not, then the reason; nobody is joined by a guess. */
export function LinkForm({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation('identities');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const params = { id };
  const compare = useMutation({
    mutationFn: () => call('compareAuthors', { params, body: { other: other.trim() } }),
  });
  const link = useMutation({
    mutationFn: () => call('linkAuthors', { params, body: { other: other.trim(), reason } }),
    onSuccess: onDone,
  });
  const failed = link.error ?? compare.error;
  const compared = compare.data;
  return (
    <div className={file.form}>
      <p className={file.quiet}>{t('about')}</p>
      <div className={file.row}>
        <TextInput
          autoFocus
          value={other}
          onUpdate={(value) => {
            setOther(value);
            compare.reset();
          }}
          placeholder={t('number')}
          controlProps={{ 'aria-label': t('number') }}
          onKeyDown={(event) => event.key === 'Enter' && other.trim() && compare.mutate()}
        />
        <Button
          view={compared ? 'outlined' : 'action'}
          loading={compare.isPending}
          disabled={!other.trim()}
          onClick={() => compare.mutate()}
        >
          {t('compare')}
        </Button>
      </div>
      {compared && <Comparison rows={compared.rows} />}
      {compared?.already && <p role="status">{t('already')}</p>}
      {compared && !compared.already && (
        <div className={file.row}>
          <TextInput
            value={reason}
            onUpdate={setReason}
            placeholder={t('reason')}
            controlProps={{ 'aria-label': t('reason') }}
            onKeyDown={(event) => event.key === 'Enter' && reason.trim().length >= 5 && link.mutate()}
          />
          <Button
            view="action"
            loading={link.isPending}
            disabled={reason.trim().length < 5}
            onClick={() => link.mutate()}
          >
            {t('oneAuthor')}
          </Button>
        </div>
      )}
      <Refusal problem={failed ? describeError(failed) : null} />
    </div>
  );
}

function Comparison({ rows }: { rows: AuthorComparison['rows'] }) {
  const { t } = useTranslation(['identities', 'vocabulary']);
  const said = (field: string, value: string | null) =>
    value === null ? '—' : field === 'channel' ? t(`vocabulary:channel.${value}`) : value;
  return (
    <table className={styles.comparison}>
      <thead>
        <tr>
          <th />
          <th>{t('identities:thisCase')}</th>
          <th>{t('identities:otherCase')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, one, other, same }) => (
          <tr key={field} data-same={same ?? undefined}>
            <th scope="row">{t(`identities:field.${field}`)}</th>
            <td>{said(field, one)}</td>
            <td>
              {said(field, other)}
              {same !== null && <small>{t(same ? 'identities:same' : 'identities:differs')}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
