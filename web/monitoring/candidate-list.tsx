import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidate } from '../../contract/monitoring.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './monitoring.module.css';

interface CandidateListProps {
  rows: readonly Candidate[];
  selected: string;
  onSelect: (id: string) => void;
}

/** The rest of the queue, likeliest first: at most a hundred, so that all are drawn. */
export function CandidateList({ rows, selected, onSelect }: CandidateListProps) {
  const { t } = useTranslation('monitoring');
  const registry = useRegistry();
  const format = useFormat();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-id="${selected}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div ref={list} className={styles.scroller} role="listbox" tabIndex={0} aria-label={t('candidates')}>
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: J, K and the arrows move the selection for the whole page
        // biome-ignore lint/a11y/useFocusableInteractive: the page holds the keyboard, not each of many rows
        <div
          key={row.id}
          data-id={row.id}
          role="option"
          aria-selected={row.id === selected}
          className={styles.row}
          onClick={() => onSelect(row.id)}
        >
          <div className={styles.rowHead}>
            <span>{registry.municipalityName(row.municipality) || row.sourceName}</span>
            <span title={t('score')}>{format.share(row.score)}</span>
          </div>
          <div className={styles.rowWords}>{row.text}</div>
        </div>
      ))}
    </div>
  );
}
