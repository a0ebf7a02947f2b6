import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { CHANNELS, PUBLICATION_CHANNELS } from '../../contract/index.ts';

const PUBLICATIONS: readonly string[] = PUBLICATION_CHANNELS;
const APPEALS = CHANNELS.filter((channel) => !PUBLICATIONS.includes(channel));

const SOURCES = { all: undefined, appeals: APPEALS.join(','), publications: PUBLICATIONS.join(',') } as const;
type Source = keyof typeof SOURCES;

interface SourceSwitchProps {
  /** The chosen channels as the address holds them. */
  channel: string | undefined;
  onChannel: (channel: string | undefined) => void;
}

/**
 * Appeals and publications together or apart. It is a choice of channels and nothing else, so that a list opened from a number holds the
 * same.
 */
export function SourceSwitch({ channel, onChannel }: SourceSwitchProps) {
  const { t } = useTranslation('map');
  const chosen = new Set(channel?.split(',').filter(Boolean));
  const same = (codes: string | undefined) => {
    const list = codes?.split(',') ?? [];
    return list.length === chosen.size && list.every((code) => chosen.has(code));
  };
  const value = (Object.keys(SOURCES) as Source[]).find((source) => same(SOURCES[source])) ?? '';
  return (
    <SegmentedRadioGroup
      size="m"
      value={value}
      aria-label={t('source.label')}
      onUpdate={(source) => source && onChannel(SOURCES[source as Source])}
    >
      {(Object.keys(SOURCES) as Source[]).map((source) => (
        <SegmentedRadioGroup.Option key={source} value={source} title={t(`source.hint.${source}`)}>
          {t(`source.${source}`)}
        </SegmentedRadioGroup.Option>
      ))}
    </SegmentedRadioGroup>
  );
}
