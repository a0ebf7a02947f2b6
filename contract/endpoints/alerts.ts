import {
  DecideSpike,
  JoinSpike,
  JoinSpikePreview,
  JoinSpikeQuery,
  JoinSpikeResult,
  SpikeCard,
  SpikeList,
  SpikeListQuery,
} from '../spikes.ts';
import { byId, type Endpoint } from './endpoint.ts';

/** Joining acts upon cases. */
const JOINING = ['cases.act', 'appeals.read'] as const;

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
  previewJoinSpike: {
    method: 'GET',
    path: '/api/spikes/:id/join',
    permission: 'spikes.decide',
    also: JOINING,
    summary: 'Что даст объединение обращений всплеска под одно дело',
    params: byId,
    query: JoinSpikeQuery,
    output: JoinSpikePreview,
  },
  joinSpike: {
    method: 'POST',
    path: '/api/spikes/:id/join',
    permission: 'spikes.decide',
    also: JOINING,
    summary: 'Объединить открытые обращения всплеска под одно дело',
    params: byId,
    body: JoinSpike,
    output: JoinSpikeResult,
  },
} as const satisfies Record<string, Endpoint>;
