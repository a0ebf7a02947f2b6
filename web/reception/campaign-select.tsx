import { Select } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { Labelled } from './labelled.tsx';

interface CampaignSelectProps {
  value: string | null;
  error?: string;
  onChange: (campaign: string | null) => void;
}

/** The campaigns that take calls today; nothing at all on other days. */
export function CampaignSelect({ value, error, onChange }: CampaignSelectProps) {
  const { t } = useTranslation('reception');
  const query = useQuery({ queryKey: ['campaigns'], queryFn: ({ signal }) => call('campaigns', { signal }) });
  const open = query.data?.rows.filter((campaign) => campaign.open) ?? [];
  if (open.length === 0) return null;
  return (
    <Labelled label={t('field.campaign')} error={error}>
      {(id) => (
        <Select
          id={id}
          size="l"
          width="max"
          hasClear
          placeholder={t('noCampaign')}
          value={value ? [value] : []}
          onUpdate={([next]) => onChange(next ?? null)}
          options={open.map((campaign) => ({ value: campaign.id, content: campaign.name }))}
        />
      )}
    </Labelled>
  );
}
