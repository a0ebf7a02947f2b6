import { Select } from '@gravity-ui/uikit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';

interface MunicipalitySelectProps {
  id?: string;
  value: string | null;
  onChange: (municipality: string | null) => void;
  size?: 'm' | 'l';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

const UNKNOWN = '-';

/** A municipality by typing, or «unknown». */
export function MunicipalitySelect({
  id,
  value,
  onChange,
  size = 'm',
  open,
  onOpenChange,
}: MunicipalitySelectProps) {
  const { t } = useTranslation('triage');
  const { municipalities } = useRegistry();
  const options = useMemo(
    () => [
      ...municipalities
        .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))
        .map((each) => ({ value: each.code, content: each.name, text: each.name })),
      { value: UNKNOWN, content: t('placeUnknown'), text: t('placeUnknown') },
    ],
    [municipalities, t],
  );
  return (
    <Select
      id={id}
      size={size}
      width="max"
      filterable
      filterPlaceholder={t('find')}
      value={[value ?? UNKNOWN]}
      onUpdate={([next]) => onChange(next === UNKNOWN ? null : (next ?? null))}
      options={options}
      open={open}
      onOpenChange={onOpenChange}
    />
  );
}
