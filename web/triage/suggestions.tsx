import { useTranslation } from 'react-i18next';
import type { TopicSuggestion } from '../../contract/appeals.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './suggestions.module.css';

interface SuggestionsProps {
  suggestions: readonly TopicSuggestion[];
  chosen: string | null;
  onChoose: (topic: string) => void;
}

/** Three topics with their probability as bars on keys 1–3, and above them the one found by hand, if any. */
export function Suggestions({ suggestions, chosen, onChoose }: SuggestionsProps) {
  const { t } = useTranslation('triage');
  const registry = useRegistry();
  const format = useFormat();
  const own = chosen !== null && !suggestions.some((each) => each.code === chosen);
  return (
    <fieldset className={styles.list} aria-label={t('topic')} data-enter-passes>
      {own && (
        <button type="button" aria-pressed className={styles.option}>
          <span className={styles.name}>{registry.topicName(chosen)}</span>
          <small>{registry.topicPath(registry.topic(chosen)?.parent)}</small>
        </button>
      )}
      {suggestions.map(({ code, p }, index) => (
        <button
          key={code}
          type="button"
          aria-pressed={code === chosen}
          className={styles.option}
          onClick={() => onChoose(code)}
        >
          <kbd>{index + 1}</kbd>
          <span className={styles.name}>{registry.topicName(code)}</span>
          <span className={styles.p}>{format.share(p)}</span>
          <small>{registry.topicPath(registry.topic(code)?.parent)}</small>
          <span className={styles.bar}>
            <span style={{ width: `${Math.max(1, p * 100)}%` }} />
          </span>
        </button>
      ))}
      {suggestions.length === 0 && !own && <p className={styles.none}>{t('noSuggestions')}</p>}
    </fieldset>
  );
}
