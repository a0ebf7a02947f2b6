import { Select } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../contract/monitoring.ts';
import { useRegistry } from '../api/registry.ts';
import type { CandidateSearch } from './use-candidates.ts';

interface CandidateFilterBarProps {
  sources: readonly Source[];
  filter: CandidateSearch;
  onChange: (part: CandidateSearch) => void;
}

/** Which candidates: of a source, of a place, of a group of topics. */
export function CandidateFilterBar({ sources, filter, onChange }: CandidateFilterBarProps) {
  const { t } = useTranslation('monitoring');
  const registry = useRegistry();
  const choice = (name: keyof CandidateSearch, options: { value: string; content: string }[]) => (
    <Select
      size="m"
      filterable={options.length > 8}
      hasClear
      placeholder={t(`filter.${name}`)}
      aria-label={t(`filter.${name}`)}
      value={filter[name] ? [filter[name]] : []}
      onUpdate={([value]) => onChange({ [name]: value })}
      options={options.map((option) => ({ ...option, text: option.content }))}
    />
  );
  return (
    <>
      {choice(
        'source',
        sources.map(({ id, name }) => ({ value: id, content: name })),
      )}
      {choice(
        'municipality',
        registry.municipalities.map(({ code, name }) => ({ value: code, content: name })),
      )}
      {choice(
        'topic',
        registry.topics
          .filter(({ parent }) => parent === null)
          .map(({ code, name }) => ({ value: code, content: name })),
      )}
    </>
  );
}
