import { z } from 'zod';
import { EnterKnownEvent, KnownEvent, KnownEventPreview } from '../known-events.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const knownEventsEndpoints = {
  knownEvents: {
    method: 'GET',
    path: '/api/known-events',
    permission: 'insight.read',
    summary: 'Известные события: не учат обычный уровень и не тревожат',
    output: z.object({ rows: z.array(KnownEvent) }),
  },
  previewKnownEvent: {
    method: 'POST',
    path: '/api/known-events/preview',
    permission: 'spikes.decide',
    summary: 'Какие всплески объяснит событие',
    body: EnterKnownEvent,
    output: KnownEventPreview,
  },
  enterKnownEvent: {
    method: 'POST',
    path: '/api/known-events',
    permission: 'spikes.decide',
    summary: 'Записать известное событие',
    body: EnterKnownEvent,
    output: KnownEvent,
    status: 201,
  },
  removeKnownEvent: {
    method: 'DELETE',
    path: '/api/known-events/:id',
    permission: 'spikes.decide',
    summary: 'Убрать известное событие; его всплески снова станут новыми',
    params: byId,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
