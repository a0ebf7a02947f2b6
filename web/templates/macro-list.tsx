import { Button } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { actionWords } from '../appeals/bulk/action-words.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { Refused } from './refused.tsx';
import styles from './templates-page.module.css';

/** Saved lists of actions: made where many cases are chosen, taken away here. */
export function MacroList() {
  const { t } = useTranslation(['chains', 'casework', 'casefile']);
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['macros'], queryFn: ({ signal }) => call('macros', { signal }) });
  const remove = useMutation({
    mutationFn: (id: string) => call('deleteMacro', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['macros'] }),
  });
  if (query.isPending) return <Bars rows={4} height={56} />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.rows.length === 0)
    return (
      <Notice
        role="status"
        title={t('macro.empty')}
        action={
          <Button view="outlined" href="/appeals">
            {t('macro.toList')}
          </Button>
        }
      >
        {t('macro.emptyDetail')}
      </Notice>
    );
  return (
    <>
      <Refused error={remove.error} />
      <ul className={styles.list}>
        {query.data.rows.map((macro) => (
          <li key={macro.id}>
            <div>
              <b>{macro.title}</b>
              <p>{macro.actions.map((action) => actionWords(action, t)).join(' → ')}</p>
            </div>
            <Button
              size="s"
              disabled={remove.isPending}
              onClick={() => remove.mutate(macro.id)}
              aria-label={t('macro.removeOf', { title: macro.title })}
            >
              {t('casefile:template.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
