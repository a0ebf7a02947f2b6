import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMentions } from '../mine/use-mentions.ts';
import styles from './top-line.module.css';

/** «@ 3»: colleagues have called; not there when nobody has. */
export function MentionMark() {
  const { t } = useTranslation('shell');
  const { query } = useMentions();
  const unread = query.data?.unread ?? 0;
  if (unread === 0) return null;
  const said = t('mentions', { count: unread });
  return (
    <Link
      to="/mine"
      search={{ view: 'mentions' } as never}
      className={styles.mentions}
      title={said}
      aria-label={said}
    >
      @ {unread}
    </Link>
  );
}
