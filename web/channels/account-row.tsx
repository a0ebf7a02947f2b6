import { Button } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ChannelAccount } from '../../contract/channels.ts';
import { call } from '../api/client.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './channels-page.module.css';

interface AccountRowProps {
  row: ChannelAccount;
  onChange: () => void;
}

/** One connection: what it is, how it does, what it lacks. */
export function AccountRow({ row, onChange }: AccountRowProps) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const { incoming, outgoing } = row;
  const check = useMutation({
    mutationFn: () => call('checkChannel', { params: { channel: row.channel, account: row.account } }),
    onSettled: onChange,
  });
  const lacking = row.secrets.filter((secret) => !secret.set).map((secret) => secret.variable);
  const dead = incoming.dead + outgoing.dead;
  const seconds = (value: number | null) =>
    value === null ? '—' : t('seconds', { n: format.number(value, value < 10 ? 1 : 0) });
  return (
    <tr data-off={!row.enabled || undefined}>
      <td>
        <b>{row.name}</b>
        <small>
          {[
            t(`vocabulary:channel.${row.channel}`),
            row.account !== 'main' && row.account,
            !row.enabled && t('off'),
          ]
            .filter((part) => part && part !== row.name)
            .join(' · ')}
        </small>
        {row.hookPath && <code className={styles.address}>{row.hookPath}</code>}
        {lacking.length > 0 && <small data-late>{t('lacking', { names: lacking.join(', ') })}</small>}
      </td>
      <td>{row.lastEventAt ? format.moment(row.lastEventAt) : t('never')}</td>
      <td data-number>
        {format.number(incoming.day)} <small>{format.change(incoming.day, incoming.dayBefore) ?? ''}</small>
      </td>
      <td data-number>
        {seconds(incoming.delayMedian)}{' '}
        {incoming.delayP95 !== null && <small>{t('p95', { value: seconds(incoming.delayP95) })}</small>}
      </td>
      <td data-number>
        {format.number(outgoing.sentDay)}{' '}
        {outgoing.delayMedian !== null && <small>{seconds(outgoing.delayMedian)}</small>}
      </td>
      <td data-number>
        {format.number(incoming.pending + outgoing.waiting)}
        {outgoing.held > 0 && <small>{t('held', { number: format.number(outgoing.held) })}</small>}
        {row.pausedUntil && <small>{t('paused', { at: format.time(row.pausedUntil) })}</small>}
      </td>
      <td data-number data-late={dead > 0 || undefined}>
        {format.number(dead)}
      </td>
      <td className={styles.health}>
        <span
          className={styles.lamp}
          data-state={row.healthy === null ? 'unknown' : row.healthy ? 'well' : 'ill'}
        >
          {row.healthDetail ?? t('unchecked')}
        </span>
        {row.lastFailure && row.lastFailureAt && (
          <small title={row.lastFailure}>
            {format.moment(row.lastFailureAt)}: {row.lastFailure}
          </small>
        )}
        <Button size="s" loading={check.isPending} onClick={() => check.mutate()}>
          {t('check')}
        </Button>
      </td>
    </tr>
  );
}
