import { Xmark } from '@gravity-ui/icons';
import { Icon } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { chosen, type Dimension, withoutValue } from './appeal-filter.ts';
import { useChoices } from './choices.ts';
import styles from './filter-bar.module.css';

interface FilterChipsProps {
  filter: AppealFilterQuery;
  dimensions: readonly Dimension[];
  onChange: (filter: AppealFilterQuery) => void;
}

/** What is chosen, one chip a value; the whole chip is the button that removes it. */
export function FilterChips({ filter, dimensions, onChange }: FilterChipsProps) {
  const { t } = useTranslation('filters');
  const { nameOf } = useChoices();
  const chips = dimensions.flatMap((dimension) =>
    chosen(filter, dimension).map((value) => ({ dimension, value, name: nameOf(dimension, value) })),
  );
  if (chips.length === 0) return null;
  const cleared = { ...filter };
  for (const dimension of dimensions) delete cleared[dimension];
  return (
    <ul className={styles.chips} aria-label={t('label')}>
      {chips.map(({ dimension, value, name }) => (
        <li key={`${dimension}:${value}`}>
          <button
            type="button"
            className={styles.chip}
            title={`${t(`dimension.${dimension}`)}: ${name}`}
            aria-label={t('remove', { what: `${t(`dimension.${dimension}`)} — ${name}` })}
            onClick={() => onChange(withoutValue(filter, dimension, value))}
          >
            <span className={styles.chipName}>{name}</span>
            <Icon data={Xmark} size={12} />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" className={styles.clear} onClick={() => onChange(cleared)}>
            {t('clear')}
          </button>
        </li>
      )}
    </ul>
  );
}
