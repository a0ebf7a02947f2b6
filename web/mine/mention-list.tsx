import { Button } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';
import { pieces } from '../appeals/card/file/mention-words.ts';
import { StatusMark } from '../appeals/parts/status-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './mentions.module.css';
import { useMentions } from './use-mentions.ts';

/** Где меня упомянули: the note with its case; opening it reads it. */
export function MentionList() {
  const { t } = useTranslation('casework');
  const registry = useRegistry();
  const format = useFormat();
  const { query, read } = useMentions();
  if (query.isPending) return <Bars rows={6} height={56} />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const { rows, unread } = query.data;
  if (rows.length === 0)
    return (
      <Notice role="status" title={t('mine.mentions.empty')}>
        {t('mine.mentions.emptyDetail')}
      </Notice>
    );
  return (
    <>
      <div className={styles.bar}>
        <strong role="status">
          {unread > 0 ? t('mine.mentions.unread', { count: unread }) : t('mine.mentions.none')}
        </strong>
        {unread > 0 && (
          <Button view="outlined" loading={read.isPending} onClick={() => read.mutate(undefined)}>
            {t('mine.mentions.readAll')}
          </Button>
        )}
      </div>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id} data-unread={row.readAt === null || undefined}>
            <Link
              to="/appeals/$id"
              params={{ id: row.appealId }}
              hash="note-field"
              preload={false}
              className={styles.link}
              onClick={() => row.readAt === null && read.mutate([row.id])}
            >
              <span className={styles.who}>
                <b>{row.authorName ?? row.login}</b>
                <time dateTime={row.at} title={format.full(row.at)}>
                  {format.moment(row.at)}
                </time>
              </span>
              <span className={styles.text}>
                {pieces(row.text).map((piece, at) =>
                  piece.mention ? <mark key={at}>{piece.text}</mark> : piece.text,
                )}
              </span>
              <span className={styles.case}>
                {row.number} · {registry.topicName(row.topic) || t('vocabulary:field.topicMissing')}{' '}
                <StatusMark status={row.status} />
              </span>
            </Link>
            {row.readAt === null && (
              <Button size="s" view="flat" disabled={read.isPending} onClick={() => read.mutate([row.id])}>
                {t('mine.mentions.read')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
