import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { markText } from './mark-text.ts';
import styles from './marked-text.module.css';

/** A resident's text with what the eye looks for marked: place, people, dates. */
export function MarkedText({ text, places }: { text: string; places?: readonly string[] }) {
  const { t } = useTranslation('triage');
  const key = places?.join('|') ?? '';
  const parts = useMemo(() => markText(text, key ? key.split('|') : []), [text, key]);
  let at = 0;
  return (
    <div className={styles.text}>
      {parts.map((part) => {
        const place = at;
        at += part.text.length;
        return part.mark ? (
          <mark key={place} className={styles[part.mark]} title={t(`mark.${part.mark}`)}>
            {part.text}
          </mark>
        ) : (
          <span key={place}>{part.text}</span>
        );
      })}
    </div>
  );
}
