import { Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AppealFilterQuery, FINAL_STATUSES, STATUSES } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { useMay } from '../api/session.ts';
import { chosen, withChosen } from '../filters/appeal-filter.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './map-figures.module.css';
import { overviewQuery } from './use-heat-data.ts';

interface MapFiguresProps {
  filter: AppealFilterQuery;
  onChannel: (channel: string) => void;
  onOrganisation: (organisation: string) => void;
}

/** Accepted, closed, in work, overdue, waiting — and how and to whom people turn. Numbers with a list behind them open it. */
export function MapFigures({ filter, onChannel, onOrganisation }: MapFiguresProps) {
  const { t } = useTranslation(['map', 'vocabulary']);
  const { number } = useFormat();
  const registry = useRegistry();
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
      <div className={styles.shares}>
        <Shares
          title={t('figures.channels')}
          items={channels.map(({ channel, count }) => ({
            key: channel,
            name: t(`vocabulary:channel.${channel}`),
            count,
          }))}
          all={all}
          onPick={onChannel}
        />
        <Shares
          title={t('figures.organisations')}
          items={(data?.byOrganisation ?? []).map(({ organisation, count }) => ({
            key: organisation,
            name: registry.organisation(organisation)?.shortName || registry.organisationName(organisation),
            count,
          }))}
          all={all}
          onPick={onOrganisation}
        />
      </div>
    </div>
  );
}

interface SharesProps {
  title: string;
  items: readonly { key: string; name: string; count: number }[];
  all: number;
  onPick: (key: string) => void;
}

/** One line of names with their shares, as many as fit; the rest wraps out of sight. */
function Shares({ title, items, all, onPick }: SharesProps) {
  const { number, share } = useFormat();
  return (
    <div className={styles.channels}>
      {/* Nothing wide at the beginning: then even the first name goes out of sight where it has no room. */}
      <span className={styles.nothing} />
      {items.map(({ key, name, count }, at) => (
        // The heading goes with the first: where that has no room, neither is shown.
        <span key={key} className={styles.channel}>
          {at === 0 && <span>{title}</span>}
          <button type="button" onClick={() => onPick(key)} title={`${name}: ${number(count)}`}>
            {name} <b>{share(count / all)}</b>
          </button>
        </span>
      ))}
    </div>
  );
}
