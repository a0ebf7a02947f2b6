import { Button } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MyCase } from '../../contract/my-work.ts';
import { useRegistry } from '../api/registry.ts';
import { DueMark } from '../appeals/parts/due-mark.tsx';
import { StatusMark } from '../appeals/parts/status-mark.tsx';
import { UrgencyMark } from '../appeals/parts/urgency-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import styles from './mine-page.module.css';

interface MineRowProps {
  row: MyCase;
  active: boolean;
  onOpen: (id: string) => void;
  onTake?: () => void;
  taking?: boolean;
}

/** One case in two lines: how much time, what, where; why it came back; a free one with its button. */
export function MineRow({ row, active, onOpen, onTake, taking }: MineRowProps) {
  const { t } = useTranslation(['casework', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  return (
    <li id={`mine-${row.id}`} className={styles.row} data-active={active || undefined}>
      <Link
        to="/appeals/$id"
        params={{ id: row.id }}
        className={styles.link}
        onClick={() => onOpen(row.id)}
        preload={false}
      >
        <span className={styles.due} title={row.dueAt ? format.full(row.dueAt) : undefined}>
          <DueMark dueAt={row.dueAt} />
          {row.dueAt && <small>{format.day(row.dueAt)}</small>}
        </span>
        <span className={styles.what}>
          <strong>
            {registry.topicName(row.topic) || t('vocabulary:field.topicMissing')}{' '}
            <UrgencyMark urgency={row.urgency} />
          </strong>
          <span className={styles.text}>{row.excerpt}</span>
          {row.returned !== null && (
            <span className={styles.returned}>{t('mine.returned', { remark: row.returned })}</span>
          )}
        </span>
        <span className={styles.facts}>
          <StatusMark status={row.status} />
          <span>
            {registry.municipalityName(row.municipality) || t('vocabulary:field.municipalityMissing')}
          </span>
          <span className={styles.number}>
            {row.number}
            {row.hasDraft && ` · ${t('mine.draft')}`}
          </span>
        </span>
      </Link>
      {onTake && (
        <Button view="outlined" size="l" onClick={onTake} loading={taking} className={styles.take}>
          {t('mine.take')}
        </Button>
      )}
    </li>
  );
}
