import { Button, Switch } from '@gravity-ui/uikit';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChannelBoard } from '../../contract/channels.ts';
import { call } from '../api/client.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { WideTable } from '../layout/wide-table.tsx';
import { AccountRow } from './account-row.tsx';
import styles from './channels-page.module.css';
import { LetterList } from './letter-list.tsx';

const REFRESH_MS = 15_000;

/** What comes in and goes out, how fast, what failed, and a way to try it again. */
export function ConnectionsView() {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const client = useQueryClient();
  const board = useQuery({
    queryKey: ['channels', 'board'],
    queryFn: ({ signal }) => call('channels', { signal }),
    refetchInterval: REFRESH_MS,
  });
  const again = () => void client.invalidateQueries({ queryKey: ['channels'] });
  const pilot = useMutation({
    mutationFn: (on: boolean) => call('setPilot', { body: { pilot: on } }),
    onSettled: again,
  });
  if (board.isPending) return <Bars rows={10} height={44} />;
  if (!board.data) return <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />;
  const { accounts, volume } = board.data;
  const held = accounts.reduce((sum, row) => sum + row.outgoing.held, 0);
  return (
    <>
      <header className={styles.head}>
        <p>{t('lead')}</p>
        <div className={styles.pilot} data-on={board.data.pilot || undefined}>
          <Switch
            checked={board.data.pilot}
            disabled={pilot.isPending}
            onUpdate={(on) => pilot.mutate(on)}
            content={t('pilot.name')}
          />
          <span>
            {board.data.pilot ? t('pilot.on', { count: held, number: format.number(held) }) : t('pilot.off')}
          </span>
          <PilotDates trial={board.data.trial} pilot={board.data.pilot} />
        </div>
      </header>
      {pilot.error && <ProblemNotice error={pilot.error} onRetry={again} />}

      <h2>{t('accounts')}</h2>
      {accounts.length === 0 ? (
        <Notice title={t('empty.title')}>{t('empty.detail')}</Notice>
      ) : (
        <WideTable label={t('accounts')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('column.account')}</th>
                <th>{t('column.lastEvent')}</th>
                <th data-number title={t('hint.day')}>
                  {t('column.day')}
                </th>
                <th data-number title={t('hint.delay')}>
                  {t('column.delay')}
                </th>
                <th data-number>{t('column.sent')}</th>
                <th data-number>{t('column.waiting')}</th>
                <th data-number title={t('hint.dead')}>
                  {t('column.dead')}
                </th>
                <th>{t('column.health')}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((row) => (
                <AccountRow key={`${row.channel} ${row.account}`} row={row} onChange={again} />
              ))}
            </tbody>
          </table>
        </WideTable>
      )}

      <LetterList onChange={again} />

      <h2>{t('volume')}</h2>
      <WideTable label={t('volume')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('column.channel')}</th>
              <th data-number>{t('column.week')}</th>
              <th data-number>{t('column.growth')}</th>
              <th>{t('column.lastEvent')}</th>
            </tr>
          </thead>
          <tbody>
            {volume.map((row) => (
              <tr key={row.channel}>
                <td>{t(`vocabulary:channel.${row.channel}`)}</td>
                <td data-number>{format.number(row.week)}</td>
                <td data-number>{format.change(row.week, row.weekBefore) ?? '—'}</td>
                <td>{row.lastAt ? format.moment(row.lastAt) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      <p className={styles.foot}>
        <Button view="outlined" size="s" onClick={again}>
          {t('refresh')}
        </Button>
      </p>
    </>
  );
}

/** Since when, and how many cases the trial run has left behind. */
function PilotDates({ trial, pilot }: { trial: ChannelBoard['trial']; pilot: boolean }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const since = pilot ? trial.since : trial.inServiceSince;
  return (
    <>
      {since && <span>{t(pilot ? 'pilot.since' : 'pilot.inService', { when: format.full(since) })}</span>}
      {trial.cases > 0 && (
        <a href="/appeals?pilot=only">
          {t('pilot.cases', { count: trial.cases, number: format.number(trial.cases) })}
        </a>
      )}
    </>
  );
}
