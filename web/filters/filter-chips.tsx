import { Xmark } from '@gravity-ui/icons';
import { Icon } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { CASE_MARKS, chosen, type Dimension, NO_VALUE, withoutValue } from './appeal-filter.ts';
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
    chosen(filter, dimension).map((value) => ({
      key: `${dimension}:${value}`,
      name: nameOf(dimension, value),
      whole: `${t(`dimension.${dimension}`)}: ${nameOf(dimension, value)}`,
      without: withoutValue(filter, dimension, value),
    })),
  );
  if (filter.overdue) {
    const { overdue: _, ...without } = filter;
    chips.push({ key: 'overdue', name: t('overdue'), whole: t('overdueHint'), without });
  }
  for (const mark of CASE_MARKS) {
    for (const value of (filter[mark] ?? '').split(',').filter(Boolean)) {
      const name =
        mark === 'assignee'
          ? value === NO_VALUE
            ? t('mark.nobody')
            : t('mark.assignee', { login: value })
          : t(`mark.${mark}.${value}`);
      const left = (filter[mark] ?? '').split(',').filter((each) => each !== value);
      chips.push({
        key: `${mark}:${value}`,
        name,
        whole: name,
        without: { ...filter, [mark]: left.join(',') || undefined },
      });
    }
  }
  if (chips.length === 0) return null;
  const cleared = { ...filter, overdue: undefined };
  for (const mark of CASE_MARKS) delete cleared[mark];
  for (const dimension of dimensions) delete cleared[dimension];
  return (
    <ul className={styles.chips} aria-label={t('label')}>
      {chips.map(({ key, name, whole, without }) => (
        <li key={key}>
          <button
            type="button"
            className={styles.chip}
            title={whole}
            aria-label={t('remove', { what: whole })}
            onClick={() => onChange(without)}
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
