import { DecideSpike, SpikeCard, SpikeList, SpikeListQuery } from '../spikes.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const alertEndpoints = {
  spikes: {
    method: 'GET',
    path: '/api/spikes',
    permission: 'insight.read',
    summary: 'Всплески: на что реагировать в первую очередь',
    query: SpikeListQuery,
    output: SpikeList,
  },
  spike: {
    method: 'GET',
    path: '/api/spikes/:id',
    permission: 'insight.read',
    summary: 'Всплеск: график, слова, причины роста, примеры',
    params: byId,
    output: SpikeCard,
  },
  decideSpike: {
    method: 'POST',
    path: '/api/spikes/:id/verdict',
    permission: 'spikes.decide',
    summary: 'Подтвердить всплеск, признать ложным или известным, поручить, закончить',
    params: byId,
    body: DecideSpike,
    output: SpikeCard,
  },
} as const satisfies Record<string, Endpoint>;
