import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { WideTable } from '../layout/wide-table.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './channels-page.module.css';

const VIEWS = {
  unread: { side: 'in', state: 'dead' },
  unsent: { side: 'out', state: 'dead' },
  held: { side: 'out', state: 'held' },
} as const;
const REFRESH_MS = 5000;
type View = keyof typeof VIEWS;

/** What ended badly: deliveries nobody could read, answers that did not leave. Nothing of it is lost; each can be tried again. */
export function LetterList({ onChange }: { onChange: () => void }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const view: View = search.letters === 'unsent' || search.letters === 'held' ? search.letters : 'unread';
  const { side, state } = VIEWS[view];
  const letters = useQuery({
    queryKey: ['channels', 'letters', view],
    queryFn: ({ signal }) => call('letters', { query: { side, state, limit: 100 }, signal }),
    // What was taken up again ends in a moment, well or badly.
    refetchInterval: REFRESH_MS,
  });
  const replay = useMutation({
    mutationFn: (ids: string[]) => call('replayLetters', { body: { side, ids } }),
    onSuccess: ({ replayed }) =>
      toaster.add({
        name: 'replayed',
        theme: 'info',
        title: t('replayed', { count: replayed, number: format.number(replayed) }),
      }),
    onSettled: onChange,
  });
  const rows = letters.data?.letters ?? [];
  return (
    <section>
      <div className={styles.line}>
        <h2>{t('letters')}</h2>
        <SegmentedRadioGroup
          size="s"
          value={view}
          onUpdate={(next) => change({ letters: next === 'unread' ? undefined : next })}
          options={(Object.keys(VIEWS) as View[]).map((value) => ({ value, content: t(`view.${value}`) }))}
          aria-label={t('letters')}
        />
        {rows.length > 1 && (
          <Button
            size="s"
            loading={replay.isPending}
            onClick={() => replay.mutate(rows.map((row) => row.id))}
          >
            {t('replayAll', { number: format.number(rows.length) })}
          </Button>
        )}
      </div>
      {replay.error && <ProblemNotice error={replay.error} onRetry={() => replay.reset()} />}
      {letters.isPending ? (
        <Bars rows={3} height={32} />
      ) : letters.isError ? (
        <ProblemNotice error={letters.error} onRetry={() => void letters.refetch()} />
      ) : rows.length === 0 ? (
        <p className={styles.none}>{t(`none.${view}`)}</p>
      ) : (
        <WideTable label={t('letters')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('column.when')}</th>
                <th>{t('column.channel')}</th>
                <th>{t('column.why')}</th>
                <th>{t('column.tries')}</th>
                <th>{t('column.case')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{format.moment(row.at)}</td>
                  <td>{t(`vocabulary:channel.${row.channel}`)}</td>
                  <td className={styles.why}>{row.error ?? '—'}</td>
                  <td>{format.number(row.attempts)}</td>
                  <td>
                    {row.appeal ? (
                      <Link to="/appeals/$id" params={{ id: row.appeal.id }}>
                        {row.appeal.number}
                      </Link>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td>
                    <Button size="s" disabled={replay.isPending} onClick={() => replay.mutate([row.id])}>
                      {t(side === 'in' ? 'readAgain' : 'sendAgain')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  );
}
