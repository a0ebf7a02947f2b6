import { Link } from '@tanstack/react-router';
import type { CrisisBoard } from '../../contract/crisis.ts';
import { useRegistry } from '../api/registry.ts';
import { NO_VALUE } from '../filters/appeal-filter.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './crisis.module.css';
import { useCrisisWords } from './use-crisis-words.ts';

type Filter = Record<string, string> | null;

/** What people write about; each line opens its cases. */
export function TopicsTable({ rows, filter }: { rows: CrisisBoard['byTopic']; filter: Filter }) {
  const { t } = useCrisisWords();
  const registry = useRegistry();
  const { number, share } = useFormat();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const all = Math.max(
    1,
    rows.reduce((sum, { count }) => sum + count, 0),
  );
  return (
    <section>
      <h2>{t('byTopic')}</h2>
      {rows.length === 0 && <p className={styles.quiet}>{t('nothingYet')}</p>}
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('topic')}</th>
              <th>{t('count')}</th>
              <th>{t('share')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ topic, count }) => (
              <tr key={topic || NO_VALUE}>
                <td title={registry.topicPath(topic)}>
                  <Name
                    name={topic ? registry.topicName(topic) : t('unknown')}
                    search={filter && { ...filter, topic: topic || NO_VALUE }}
                  />
                  <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden />
                </td>
                <td>{number(count)}</td>
                <td>{share(count / all)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Where they write from; a small district with many of its people stands out by the count per thousand. */
export function PlacesTable({ rows, filter }: { rows: CrisisBoard['byMunicipality']; filter: Filter }) {
  const { t } = useCrisisWords();
  const registry = useRegistry();
  const { number } = useFormat();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  // In the first hours a big city has a few in a million.
  const digits = rows.some(({ per1000 }) => per1000 !== null && per1000 >= 0.1) ? 2 : 3;
  return (
    <section>
      <h2>{t('byMunicipality')}</h2>
      {rows.length === 0 && <p className={styles.quiet}>{t('nothingYet')}</p>}
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('municipality')}</th>
              <th>{t('count')}</th>
              <th>{t('perThousand')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ municipality, count, per1000 }) => (
              <tr key={municipality || NO_VALUE}>
                <td>
                  <Name
                    name={municipality ? registry.municipalityName(municipality) : t('unknownPlace')}
                    search={filter && { ...filter, municipality: municipality || NO_VALUE }}
                  />
                  <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} aria-hidden />
                </td>
                <td>{number(count)}</td>
                <td>{per1000 === null ? '—' : number(per1000, digits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Name({ name, search }: { name: string; search: Filter }) {
  return search ? (
    <Link to="/appeals" search={search}>
      {name}
    </Link>
  ) : (
    <span>{name}</span>
  );
}
