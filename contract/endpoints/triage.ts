import { z } from 'zod';
import { DecidedTriage, DecideTriage, PreviewRoute, PreviewRouteQuery, TriageQueue } from '../triage.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const triageEndpoints = {
  triageQueue: {
    method: 'GET',
    path: '/api/triage',
    permission: 'triage.decide',
    summary: 'Очередь разбора',
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
    output: TriageQueue,
  },
  decideTriage: {
    method: 'POST',
    path: '/api/triage/:id',
    permission: 'triage.decide',
    summary: 'Подтвердить или исправить разбор',
    params: byId,
    body: DecideTriage,
    output: DecidedTriage,
  },
  undoTriage: {
    method: 'DELETE',
    path: '/api/triage/:id',
    permission: 'triage.decide',
    summary: 'Вернуть в очередь разбора (десять минут)',
    params: byId,
    output: DecidedTriage,
  },
  previewRoute: {
    method: 'GET',
    path: '/api/route',
    permission: 'triage.decide',
    summary: 'Куда попадёт дело и почему',
    query: PreviewRouteQuery,
    output: PreviewRoute,
  },
} as const satisfies Record<string, Endpoint>;
