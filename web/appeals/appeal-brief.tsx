import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './appeal-brief.module.css';
import { DueMark } from './parts/due-mark.tsx';
import { StatusMark } from './parts/status-mark.tsx';
import { UrgencyMark } from './parts/urgency-mark.tsx';

/** One case in a few lines: on a phone, in the live feed, among the similar ones. The whole of it is the link. */
export function AppealBrief({ row, onOpen }: { row: AppealRow; onOpen?: (id: string) => void }) {
  const { t } = useTranslation('vocabulary');
  const registry = useRegistry();
  const format = useFormat();
  return (
    <Link
      to="/appeals/$id"
      params={{ id: row.id }}
      className={styles.brief}
      onClick={() => onOpen?.(row.id)}
      preload={false}
    >
      <span className={styles.line}>
        <strong>{registry.topicName(row.topic) || t('field.topicMissing')}</strong>
        <UrgencyMark urgency={row.urgency} />
        <span className={styles.due}>
          <DueMark dueAt={row.dueAt} />
        </span>
      </span>
      <span className={styles.text}>{row.excerpt}</span>
      <span className={styles.facts}>
        {[
          registry.municipalityName(row.municipality) || t('field.municipalityMissing'),
          registry.organisation(row.organisation)?.shortName ?? row.organisation,
        ].join(' · ')}
      </span>
      <span className={styles.facts}>
        <StatusMark status={row.status} />
        <span className={styles.when}>
          {t(`channel.${row.channel}`)}, {format.moment(row.filedAt)}
        </span>
      </span>
    </Link>
  );
}
