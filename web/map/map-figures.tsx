import { Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AppealFilterQuery, FINAL_STATUSES, STATUSES } from '../../contract/index.ts';
import { useMay } from '../api/session.ts';
import { chosen, withChosen } from '../filters/appeal-filter.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './map-figures.module.css';
import { overviewQuery } from './use-heat-data.ts';

interface MapFiguresProps {
  filter: AppealFilterQuery;
  onChannel: (channel: string) => void;
}

/** Accepted, closed, in work, overdue, waiting — and how people turn. Numbers with a list behind them open it. */
export function MapFigures({ filter, onChannel }: MapFiguresProps) {
  const { t } = useTranslation(['map', 'vocabulary']);
  const { number, share } = useFormat();
  const mayRead = useMay('appeals.read');
  const { data } = useQuery({ ...overviewQuery(filter), placeholderData: (before) => before });
  const open = STATUSES.filter((status) => !FINAL_STATUSES.includes(status));
  const narrowed = chosen(filter, 'status').length > 0;
  const figures: { key: string; value: number | undefined; list?: AppealFilterQuery; mood?: string }[] = [
    { key: 'accepted', value: data?.accepted, list: filter },
    {
      key: 'closed',
      value: data?.closed,
      // With statuses already chosen the list of the closed among them cannot be said in one link.
      list: narrowed ? undefined : withChosen(filter, 'status', FINAL_STATUSES),
    },
    { key: 'inWork', value: data?.inWork, list: narrowed ? undefined : withChosen(filter, 'status', open) },
    {
      key: 'overdue',
      value: data?.overdue,
      list: { ...filter, overdue: '1' },
      mood: data?.overdue ? 'alarm' : undefined,
    },
    { key: 'waitingTriage', value: data?.waitingTriage, list: withChosen(filter, 'triage', ['queue']) },
  ];
  const channels = [...(data?.byChannel ?? [])].sort((a, b) => b.count - a.count).slice(0, 5);
  const all = data?.byChannel.reduce((sum, each) => sum + each.count, 0) ?? 0;
  return (
    <div className={styles.line}>
      <dl className={styles.figures}>
        {figures.map(({ key, value, list, mood }) => (
          <div key={key} className={styles.figure} data-mood={mood}>
            <dt>{t(`figures.${key}`)}</dt>
            <dd>
              {value === undefined ? (
                <Skeleton className={styles.bone} />
              ) : list && mayRead ? (
                <Link to="/appeals" search={list as Record<string, string>}>
                  {number(value)}
                </Link>
              ) : (
                number(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
      {channels.length > 0 && (
        <div className={styles.channels}>
          {channels.map(({ channel, count }, at) => (
            // The heading goes with the first: where that has no room, neither is shown.
            <span key={channel} className={styles.channel}>
              {at === 0 && <span>{t('figures.channels')}</span>}
              <button type="button" onClick={() => onChannel(channel)} title={number(count)}>
                {t(`vocabulary:channel.${channel}`)} <b>{share(count / all)}</b>
              </button>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
