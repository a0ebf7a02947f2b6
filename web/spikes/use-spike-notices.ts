import { useNavigate } from '@tanstack/react-router';
import { useLive } from '../api/live.ts';
import { useRegistry } from '../api/registry.ts';
import { toaster } from '../theme/toaster.ts';
import { useSpikeWords } from './use-spike-words.ts';

const SHOWN_MS = 15_000;
/** More at once are told as one number. */
const SINGLE_MAX = 2;

/** A notice on any page when a new wave begins; pressing it opens the spike. */
export function useSpikeNotices(): void {
  const { t, places, size } = useSpikeWords();
  const registry = useRegistry();
  const navigate = useNavigate();
  useLive('spikes.changed', ({ found }) => {
    if (found.length > SINGLE_MAX) {
      toaster.add({
        name: 'spikes-new',
        theme: 'warning',
        title: t('notice.many', { count: found.length }),
        autoHiding: SHOWN_MS,
        actions: [{ label: t('notice.openList'), onClick: () => void navigate({ to: '/spikes' }) }],
      });
      return;
    }
    for (const spike of found) {
      toaster.add({
        name: `spike-new-${spike.id}`,
        theme: 'warning',
        title: `${registry.topicName(spike.topic)}: ${places(spike.places)}`,
        content: size(spike),
        autoHiding: SHOWN_MS,
        actions: [
          {
            label: t('notice.open'),
            onClick: () => void navigate({ to: '/spikes/$id', params: { id: spike.id } }),
          },
        ],
      });
    }
  });
}
