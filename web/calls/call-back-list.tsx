import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallBackResult } from '../../contract/calls.ts';
import { call } from '../api/client.ts';
import { sessionQuery, useMay } from '../api/session.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { toaster } from '../theme/toaster.ts';
import { CallBackRow } from './call-back-row.tsx';
import styles from './calls-page.module.css';

const REFRESH_MS = 20_000;

/** Numbers to be called back, whose time has come first; or those that are settled, the latest first. */
export function CallBackList({ state }: { state: 'open' | 'closed' }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const client = useQueryClient();
  const mayCall = useMay('appeals.register_on_behalf');
  const session = useQuery(sessionQuery);
  const list = useQuery({
    queryKey: ['call-backs', state],
    queryFn: ({ signal }) => call('callBacks', { query: { state }, signal }),
    refetchInterval: REFRESH_MS,
  });
  const acting = useMutation({
    mutationFn: ({ id, result }: { id: string; result: CallBackResult | 'take' }) =>
      result === 'take'
        ? call('takeCallBack', { params: { id } })
        : call('settleCallBack', { params: { id }, body: { result } }),
    onSuccess: (_, { id, result }) => {
      if (result !== 'talked' && result !== 'no_answer' && result !== 'not_needed') return;
      toaster.add({
        name: 'call-back',
        theme: 'success',
        title: t(`done.${result}`),
        autoHiding: 10_000,
        // What comes back by itself needs no undoing.
        actions:
          result === 'no_answer'
            ? []
            : [{ label: t('undo'), onClick: () => acting.mutate({ id, result: 'reopen' }) }],
      });
    },
    onError: (error) => tellRefusal('call-back-problem', error),
    onSettled: () => client.invalidateQueries({ queryKey: ['call-backs'] }),
  });
  if (list.isPending) return <Bars rows={8} height={44} />;
  if (!list.data) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  const { rows, total, triesMax } = list.data;
  if (rows.length === 0)
    return <Notice title={t(`empty.${state}.title`)}>{t(`empty.${state}.detail`)}</Notice>;
  return (
    <>
      <p className={styles.quiet}>
        {t('total', { count: total, number: format.number(total) })}
        {rows.some((row) => row.masked) && ` · ${t('hidden')}`}
      </p>
      <ul className={styles.list}>
        {rows.map((row) => (
          <CallBackRow
            key={row.id}
            row={row}
            triesMax={triesMax}
            own={row.takenBy === session.data?.login}
            mayCall={mayCall}
            busy={acting.isPending && acting.variables.id === row.id}
            onAct={(result) => acting.mutate({ id: row.id, result })}
          />
        ))}
      </ul>
    </>
  );
}
