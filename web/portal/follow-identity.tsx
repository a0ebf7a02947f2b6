import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import follow from './follow.module.css';
import { FollowLine } from './follow-line.tsx';
import styles from './portal.module.css';

/** «That appeal is mine too»: its number, then the code that came to its own address. */
export function FollowIdentity({ token }: { token: string }) {
  const { t } = useTranslation('identities');
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const params = { token };
  const ask = useMutation({
    mutationFn: (text: string) => call('askIdentityCode', { params, body: { number: text } }),
    onMutate: setNumber,
  });
  const confirm = useMutation({
    mutationFn: (code: string) => call('confirmIdentity', { params, body: { code } }),
  });
  if (confirm.isSuccess)
    return (
      <p className={follow.thanks} role="status">
        {t('follow.done')}
      </p>
    );
  if (!open)
    return (
      <div className={follow.further}>
        <button type="button" className={styles.link} onClick={() => setOpen(true)}>
          {t('follow.open')}
        </button>
      </div>
    );
  const failed = confirm.error ?? ask.error;
  const problem = failed ? describeError(failed) : null;
  return (
    <>
      {problem && (
        <p className={styles.refusal} role="alert">
          <b>{problem.title}.</b> {problem.detail}
        </p>
      )}
      {ask.data ? (
        <FollowLine
          key="code"
          id="follow-code"
          title={t('follow.codeTitle')}
          hint={t('follow.codeHint', { number, minutes: ask.data.minutes })}
          press={t('follow.confirm')}
          pattern={/^\s*\d{6}\s*$/}
          wrong={t('follow.codeShort')}
          inputMode="numeric"
          busy={confirm.isPending}
          onSend={(code) => confirm.mutate(code)}
        />
      ) : (
        <FollowLine
          key="number"
          id="follow-number"
          title={t('follow.title')}
          hint={t('follow.hint')}
          press={t('follow.ask')}
          pattern={/\d{3,}/}
          wrong={t('follow.short')}
          busy={ask.isPending}
          onSend={(text) => ask.mutate(text)}
        />
      )}
    </>
  );
}
