import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './place-sheet.module.css';
import { overviewQuery } from './use-heat-data.ts';

const SHOWN = 5;

interface Item {
  key: string;
  name: string;
  count: number;
}

/** What about, how, to whom and at what hour: of the appeals behind one number. */
export function PlaceShares({ filter }: { filter: AppealFilterQuery }) {
  const { t } = useTranslation(['map', 'vocabulary']);
  const registry = useRegistry();
  const { data } = useQuery({ ...overviewQuery(filter), placeholderData: (before) => before });
  if (!data || data.accepted === 0) return null;
  const lists: [title: string, items: Item[]][] = [
    [
      t('sheet.why'),
      data.byTopic.map(({ topic, count }) => ({
        key: topic,
        name: topic ? registry.topicName(topic) : t('noTopic'),
        count,
      })),
    ],
    [
      t('sheet.how'),
      data.byChannel.map(({ channel, count }) => ({
        key: channel,
        name: t(`vocabulary:channel.${channel}`),
        count,
      })),
    ],
    [
      t('sheet.where'),
      data.byOrganisation.map(({ organisation, count }) => ({
        key: organisation,
        name: registry.organisation(organisation)?.shortName || registry.organisationName(organisation),
        count,
      })),
    ],
  ];
  return (
    <>
      {lists.map(([title, items]) => (
        <Shares key={title} title={title} items={items.slice(0, SHOWN)} all={data.accepted} />
      ))}
      <Hours counts={data.byHour} />
    </>
  );
}

function Shares({ title, items, all }: { title: string; items: readonly Item[]; all: number }) {
  const { number, share } = useFormat();
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles.shares}>
        {items.map(({ key, name, count }) => (
          <li key={key} title={name}>
            <i style={{ width: `${(100 * count) / all}%` }} />
            <span>{name}</span>
            <b>{number(count)}</b>
            <em>{share(count / all)}</em>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hours({ counts }: { counts: readonly number[] }) {
  const { t } = useTranslation('map');
  const { number } = useFormat();
  const most = Math.max(1, ...counts);
  return (
    <section>
      <h3>{t('sheet.hours')}</h3>
      <div
        className={styles.hours}
        role="img"
        aria-label={t('sheet.hoursLabel', { hour: String(counts.indexOf(most)) })}
      >
        {counts.map((count, hour) => (
          <i
            key={hour}
            style={{ height: `${(100 * count) / most}%` }}
            title={`${hour}:00 — ${number(count)}`}
          />
        ))}
      </div>
      <div className={styles.hourNames} aria-hidden>
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour}>{hour}:00</span>
        ))}
      </div>
    </section>
  );
}
