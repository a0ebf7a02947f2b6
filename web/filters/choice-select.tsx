import { ChevronDown } from '@gravity-ui/icons';
import { Button, Icon, Select } from '@gravity-ui/uikit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dimension } from './appeal-filter.ts';
import { useChoices } from './choices.ts';
import styles from './filter-bar.module.css';

interface ChoiceSelectProps {
  dimension: Dimension;
  value: string[];
  onChange: (value: string[]) => void;
}

/** «Канал ▾»: a button that opens a searchable list of many. */
export function ChoiceSelect({ dimension, value, onChange }: ChoiceSelectProps) {
  const { t } = useTranslation('filters');
  const { listOf } = useChoices();
  const choices = useMemo(() => listOf(dimension), [listOf, dimension]);
  const label = t(`dimension.${dimension}`);
  const short = t(`short.${dimension}`, { defaultValue: label });
  const words = value.length > 0 ? `${short} · ${value.length}` : short;
  return (
    <Select
      multiple
      filterable={choices.length > 8}
      filterPlaceholder={t('find')}
      popupWidth={340}
      value={value}
      onUpdate={onChange}
      aria-label={label}
      options={choices.map((choice) => ({
        value: choice.value,
        content: choice.name,
        text: choice.name,
        data: choice.depth,
      }))}
      renderOption={(option) => (
        <span
          className={styles.option}
          style={{ paddingInlineStart: (option.data ?? 0) * 14 }}
          title={option.text}
        >
          {option.text}
        </span>
      )}
      renderEmptyOptions={() => <div className={styles.empty}>{t('nothing')}</div>}
      renderControl={({ ref, triggerProps }) => (
        <Button
          {...(triggerProps as object)}
          ref={ref as never}
          view={value.length > 0 ? 'outlined-action' : 'outlined'}
          size="m"
          extraProps={{ 'aria-label': words }}
        >
          {words}
          <Icon data={ChevronDown} size={14} />
        </Button>
      )}
    />
  );
}
