import { Link } from '@tanstack/react-router';
import { useRegistry } from '../api/registry.ts';
import { useSpikeWords } from '../spikes/use-spike-words.ts';
import type { Place } from './map-view.ts';
import styles from './place-sheet.module.css';
import { useOpenSpikes } from './use-open-spikes.ts';

const SHOWN = 4;

/** Open spikes of the place and row that the sheet speaks of, and the passport of the place. */
export function SheetSpikes({ place }: { place: Place }) {
  const { t, size } = useSpikeWords();
  const registry = useRegistry();
  const { row, municipality } = place;
  const own = useOpenSpikes().filter(
    ({ spike, rows }) =>
      (row === null || rows.includes(row)) &&
      (municipality === null || spike.places.length === 0 || spike.places.includes(municipality)),
  );
  return (
    <>
      {own.length > 0 && (
        <section>
          <h3>{t('spikes:title')}</h3>
          <ul className={styles.samples}>
            {own.slice(0, SHOWN).map(({ spike }) => (
              <li key={spike.id}>
                <Link to="/spikes/$id" params={{ id: spike.id }}>
                  <span className={styles.text}>{registry.topicName(spike.topic)}</span>
                  <span className={styles.quiet}>
                    {size(spike)} · {t(`state.${spike.state}`)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {municipality && (
        <p>
          <Link
            to="/passports/municipality/$code"
            params={{ code: municipality }}
            className={styles.only}
            style={{ textDecoration: 'none' }}
          >
            {t('spikes:passport')}
          </Link>
        </p>
      )}
    </>
  );
}
