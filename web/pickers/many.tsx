import { Select } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { Choice } from '../filters/choices.ts';

interface ManyProps {
  id: string;
  choices: readonly Choice[];
  value: string[];
  placeholder: string;
  invalid?: boolean;
  onChange: (value: string[]) => void;
}

/** Several of a list of choices, found by typing; a tree is shown by its indents. */
export function Many({ id, choices, value, placeholder, invalid, onChange }: ManyProps) {
  const { t } = useTranslation('filters');
  return (
    <Select
      id={id}
      multiple
      hasClear
      filterable
      width="max"
      filterPlaceholder={t('filters:find')}
      placeholder={placeholder}
      value={value}
      onUpdate={onChange}
      validationState={invalid ? 'invalid' : undefined}
      options={choices.map((choice) => ({
        value: choice.value,
        content: choice.name,
        text: choice.name,
        data: choice.depth,
      }))}
      renderOption={(option) => (
        <span style={{ paddingInlineStart: (option.data ?? 0) * 14 }} title={option.text}>
          {option.text}
        </span>
      )}
    />
  );
}
