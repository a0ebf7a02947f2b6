import { Select } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import type { Written } from './use-draft.ts';
import { withTemplate } from './with-template.ts';

interface TemplateChoiceProps {
  topic: string | null;
  written: Written;
  onTake: (part: Partial<Written>) => void;
}

/** Templates for the topic, its own first; choosing one puts its blocks into the answer. Not there when there are none. */
export function TemplateChoice({ topic, written, onTake }: TemplateChoiceProps) {
  const { t } = useTranslation('casefile');
  const { data } = useQuery({
    queryKey: ['templates', topic],
    queryFn: ({ signal }) => call('templates', { query: { topic: topic ?? undefined }, signal }),
    staleTime: 5 * 60_000,
  });
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Select
      placeholder={t('template.insert')}
      aria-label={t('template.insert')}
      filterable={rows.length > 6}
      filterPlaceholder={t('template.find')}
      popupWidth={360}
      value={[]}
      onUpdate={([id]) => {
        const template = rows.find((each) => each.id === id);
        if (template) onTake(withTemplate(written, template));
      }}
      options={rows.map((each) => ({
        value: each.id,
        content: each.title,
        text: `${each.title} ${each.plan}`,
      }))}
    />
  );
}
