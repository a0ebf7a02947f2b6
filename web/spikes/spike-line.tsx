import { Link } from '@tanstack/react-router';
import type { SpikeRow } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { PriorityMark } from './priority-mark.tsx';
import { Sparkline } from './sparkline.tsx';
import styles from './spike-line.module.css';
import { StateMark } from './state-mark.tsx';
import { useSpikeWords } from './use-spike-words.ts';

const WORDS_SHOWN = 4;

interface SpikeLineProps {
  row: SpikeRow;
  active: boolean;
  onActive: (id: string) => void;
}

/** One spike of the list: how pressing, what, where, how much against the usual, by how many, in what words, since when. */
export function SpikeLine({ row, active, onActive }: SpikeLineProps) {
  const { t, places, size, authors, age } = useSpikeWords();
  const registry = useRegistry();
  const parent = registry.topic(row.topic)?.parent;
  return (
    <li className={styles.line} data-active={active || undefined} data-id={row.id}>
      <PriorityMark priority={row.priority} />
      <Link
        to="/spikes/$id"
        params={{ id: row.id }}
        className={styles.what}
        onFocus={() => onActive(row.id)}
        onMouseEnter={() => onActive(row.id)}
      >
        <strong>{registry.topicName(row.topic)}</strong>
        <span className={styles.place}>{places(row.places)}</span>
        {row.knownAs && <span className={styles.quiet}>{t('knownAs', { title: row.knownAs })}</span>}
        {parent && !row.knownAs && <span className={styles.quiet}>{registry.topicPath(parent)}</span>}
      </Link>
      <Sparkline chart={row.chart} firstDay={row.firstDay} label={size(row)} />
      <div className={styles.size}>
        <strong>{size(row)}</strong>
        <span className={styles.quiet}>
          {authors(row)}
          {row.kind === 'few_authors' && <span className={styles.few}>{t('few')}</span>}
        </span>
      </div>
      <div className={styles.words}>
        {row.words.slice(0, WORDS_SHOWN).map(({ word }) => (
          <span key={word}>{word}</span>
        ))}
      </div>
      <div className={styles.when}>
        <span>{age(row)}</span>
        <span className={styles.quiet}>{t(`series.${row.series}`)}</span>
      </div>
      <StateMark state={row.state} />
    </li>
  );
}
