import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecideSpike, EndpointQuery, SpikeCard } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { toaster } from '../theme/toaster.ts';

const KEY = ['spikes'];
const UNDO_OFFERED_MS = 10_000;

export const spikesQuery = (query: EndpointQuery<'spikes'>) =>
  queryOptions({
    queryKey: [...KEY, 'list', query],
    queryFn: ({ signal }) => call('spikes', { query, signal }),
    placeholderData: keepPreviousData,
  });

export const spikeQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'card', id],
    queryFn: ({ signal }) => call('spike', { params: { id }, signal }),
  });

/** The list, asked anew when something happens to a spike. */
export function useSpikes(query: EndpointQuery<'spikes'>) {
  const client = useQueryClient();
  useLive('spikes.changed', () => void client.invalidateQueries({ queryKey: KEY }));
  return useQuery(spikesQuery(query));
}

/** A step of a person, done at once; what can be taken back is offered back for ten seconds. */
export function useDecide() {
  const { t } = useTranslation('spikes');
  const client = useQueryClient();
  return useCallback(
    async (
      spike: { id: string; version: number; state: SpikeCard['state'] },
      decision: DecideSpike,
    ): Promise<SpikeCard | null> => {
      const send = async (version: number, body: DecideSpike) => {
        const card = await call('decideSpike', { params: { id: spike.id }, ifMatch: version, body });
        client.setQueryData(spikeQuery(spike.id).queryKey, card);
        void client.invalidateQueries({ queryKey: [...KEY, 'list'] });
        return card;
      };
      try {
        const card = await send(spike.version, decision);
        toaster.removeAll();
        toaster.add({
          name: `spike-${spike.id}`,
          title: t(`done.${decision.state}`),
          autoHiding: UNDO_OFFERED_MS,
          actions:
            decision.state === 'found' || decision.state === 'over'
              ? []
              : [
                  {
                    label: t('undo'),
                    onClick: () =>
                      void send(card.version, { state: UNDONE[decision.state] ?? 'found' }).catch(tell),
                  },
                ],
        });
        return card;
      } catch (error) {
        tell(error);
        void client.invalidateQueries({ queryKey: KEY });
        return null;
      }
    },
    [client, t],
  );
}

/** An assignment is taken back to «confirmed», a verdict to «found». */
const UNDONE: Partial<Record<DecideSpike['state'], DecideSpike['state']>> = { assigned: 'confirmed' };

const tell = (error: unknown) => tellRefusal('spike-refused', error);
