import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import { useRegistry } from '../api/registry.ts';
import { StatusMark } from '../appeals/parts/status-mark.tsx';
import { UrgencyMark } from '../appeals/parts/urgency-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import styles from './feed-page.module.css';

/** One appeal of the feed on a desk: when, how, why, what, where and to whom. */
export function FeedLine({ row }: { row: AppealRow }) {
  const { t } = useTranslation('vocabulary');
  const registry = useRegistry();
  const format = useFormat();
  const organisation = registry.organisation(row.organisation);
  return (
    <Link to="/appeals/$id" params={{ id: row.id }} className={styles.row} preload={false}>
      <time dateTime={row.filedAt} title={format.full(row.filedAt)}>
        {format.moment(row.filedAt)}
      </time>
      <span>{t(`channel.${row.channel}`)}</span>
      <strong title={registry.topicPath(row.topic)}>
        {registry.topicName(row.topic) || t('field.topicMissing')} <UrgencyMark urgency={row.urgency} />
      </strong>
      <span className={styles.text} title={row.excerpt}>
        {row.excerpt}
      </span>
      <span>{registry.municipalityName(row.municipality) || t('field.municipalityMissing')}</span>
      <span title={organisation?.name}>
        {row.triage === 'queue' ? (
          <StatusMark status={row.status} />
        ) : (
          organisation?.shortName || row.organisation
        )}
      </span>
    </Link>
  );
}
