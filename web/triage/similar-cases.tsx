import { useTranslation } from 'react-i18next';
import type { SimilarCase } from '../../contract/appeals.ts';
import { useRegistry } from '../api/registry.ts';
import { StatusMark } from '../appeals/parts/status-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import { differenceOf } from './difference.ts';
import styles from './similar-cases.module.css';

interface SimilarCasesProps {
  own: { text: string; topic: string | null; municipality: string | null };
  rows: readonly SimilarCase[];
}

/** Cases like this one, each with what it differs in. Opens beside, so that the queue stays where it is. */
export function SimilarCases({ own, rows }: SimilarCasesProps) {
  const { t } = useTranslation(['triage', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <section className={styles.similar} aria-label={t('similar')}>
      <h2>{t('similar')}</h2>
      <ul>
        {rows.map((row) => {
          const { parts, addressParts } = differenceOf(own.text, row.excerpt);
          const differences = addressParts.map((part) => t(`differs.${part}`));
          if (row.municipality !== own.municipality)
            differences.unshift(
              registry.municipalityName(row.municipality) || t('vocabulary:field.municipalityMissing'),
            );
          return (
            <li key={row.id}>
              <a href={`/appeals/${row.id}`} target="_blank" rel="noreferrer" title={t('similarOpens')}>
                <span className={styles.line}>
                  <strong>{registry.topicName(row.topic) || t('vocabulary:field.topicMissing')}</strong>
                  <StatusMark status={row.status} />
                </span>
                <span className={styles.text}>
                  {parts.map((part, index) =>
                    part.differs ? (
                      <mark key={index}>{part.text}</mark>
                    ) : (
                      <span key={index}>{part.text}</span>
                    ),
                  )}
                </span>
                <span className={styles.facts}>
                  {row.sameAuthor && <b>{t('identities:similar.sameAuthor')}</b>}
                  {differences.map((difference) => (
                    <b key={difference}>{difference}</b>
                  ))}
                  <span>
                    {row.number} · {format.moment(row.filedAt)}
                  </span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
