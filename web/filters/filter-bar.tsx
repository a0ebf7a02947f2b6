import { Button } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { chosen, type Dimension, withChosen } from './appeal-filter.ts';
import { ChoiceSelect } from './choice-select.tsx';
import styles from './filter-bar.module.css';
import { FilterChips } from './filter-chips.tsx';

interface FilterBarProps {
  filter: AppealFilterQuery;
  dimensions: readonly Dimension[];
  onChange: (filter: AppealFilterQuery) => void;
  /** Offer «overdue» as well. */
  overdue?: boolean;
  /** The period or a search field, before the dimensions. */
  children?: ReactNode;
}

/** One line of choices and, when something is chosen, a line of chips under it. Scrolls sideways on a phone. */
export function FilterBar({ filter, dimensions, onChange, overdue = false, children }: FilterBarProps) {
  const { t } = useTranslation('filters');
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        {children}
        {dimensions.map((dimension) => (
          <ChoiceSelect
            key={dimension}
            dimension={dimension}
            value={chosen(filter, dimension)}
            onChange={(values) => onChange(withChosen(filter, dimension, values))}
          />
        ))}
        {overdue && (
          <Button
            view={filter.overdue ? 'outlined-action' : 'outlined'}
            title={t('overdueHint')}
            aria-pressed={filter.overdue === '1'}
            onClick={() => onChange({ ...filter, overdue: filter.overdue ? undefined : '1' })}
          >
            {t('overdue')}
          </Button>
        )}
      </div>
      <FilterChips filter={filter} dimensions={dimensions} onChange={onChange} />
    </div>
  );
}
