import { Select } from '@gravity-ui/uikit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';

interface BodyOption {
  value: string;
  content: string;
  /** What typing is held against: the short name finds it too. */
  text: string;
}

/** Bodies of the region by name. @param but a body that may not be chosen */
export function useBodyOptions(but?: string | null): BodyOption[] {
  const { organisations } = useRegistry();
  return useMemo(
    () =>
      organisations
        .filter(({ code }) => code !== but)
        .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))
        .map(({ code, name, shortName }) => ({ value: code, content: name, text: `${name} ${shortName}` })),
    [organisations, but],
  );
}

interface BodySelectProps {
  id?: string;
  /** Empty or null: none is chosen. */
  value: string | null | undefined;
  onChange: (code: string) => void;
  /** A body that may not be chosen. */
  but?: string | null;
  /** Only these may be chosen. */
  among?: readonly string[];
  /** A choice before all bodies: «by the rule». */
  first?: { value: string; content: string };
  placeholder?: string;
  /** Where no label stands beside it. */
  label?: string;
  invalid?: boolean;
}

/** One body by typing. */
export function BodySelect({
  id,
  value,
  onChange,
  but,
  among,
  first,
  placeholder,
  label,
  invalid,
}: BodySelectProps) {
  const { t } = useTranslation('filters');
  const bodies = useBodyOptions(but);
  const offered = among ? bodies.filter((body) => among.includes(body.value)) : bodies;
  return (
    <Select
      id={id}
      width="max"
      filterable
      filterPlaceholder={t('find')}
      placeholder={placeholder}
      aria-label={label}
      validationState={invalid ? 'invalid' : undefined}
      value={value ? [value] : []}
      onUpdate={([code]) => onChange(code ?? '')}
      options={first ? [{ ...first, text: first.content }, ...offered] : offered}
    />
  );
}
