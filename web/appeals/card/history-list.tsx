import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../contract/appeals.ts';
import { useRegistry } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import styles from './history-list.module.css';
import { historyWords } from './history-words.ts';

/** What happened to the case, in order, in words; who did it, or that the system did. */
export function HistoryList({ history }: { history: readonly HistoryEntry[] }) {
  const { t } = useTranslation(['appeals', 'vocabulary', 'casework']);
  const registry = useRegistry();
  const format = useFormat();
  const speaker = {
    t: (key: string, values?: Record<string, unknown>) => t(key as never, { ...values }) as string,
    share: (value: number) => format.share(value),
    moment: format.moment,
    registry,
  };
  return (
    <ol className={styles.list}>
      {history.map((entry, index) => {
        const { title, lines } = historyWords(entry, speaker);
        return (
          <li key={`${entry.at} ${index}`} data-person={entry.actor ? true : undefined}>
            <div className={styles.title}>
              <strong>{title}</strong>
              <time dateTime={entry.at} title={format.full(entry.at)}>
                {format.moment(entry.at)}
              </time>
            </div>
            {lines.map((line) => (
              <div key={line} className={styles.line}>
                {line}
              </div>
            ))}
            <div className={styles.who}>{entry.actorName ?? entry.actor ?? t('history.system')}</div>
          </li>
        );
      })}
    </ol>
  );
}
