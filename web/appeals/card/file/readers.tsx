import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../../../contract/case-file.ts';
import { useFormat } from '../../../format/use-format.ts';
import styles from './file.module.css';

/** Who opened the contacts of the applicant, each person once with the last time, newest first. */
export function Readers({ readers }: { readers: CaseFile['readers'] }) {
  const { t } = useTranslation('casefile');
  const format = useFormat();
  const people = new Map<string, { at: string; name: string | null; times: number }>();
  for (const { login, at, name } of readers) {
    const known = people.get(login);
    people.set(login, known ? { ...known, times: known.times + 1 } : { at, name, times: 1 });
  }
  if (people.size === 0) return null;
  return (
    <details className={styles.readers}>
      <summary>{t('readers.title', { count: people.size })}</summary>
      <ul className={styles.list}>
        {[...people].map(([login, { at, name, times }]) => (
          <li key={login} className={styles.headline}>
            {name ?? login}
            <span className={styles.quiet} title={format.full(at)}>
              {format.moment(at)}
              {times > 1 && ` · ${t('readers.times', { count: times })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
