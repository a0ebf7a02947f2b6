import { z } from 'zod';
import { PushEnd, PushOffer, PushSubscription } from '../push.ts';
import type { Endpoint } from './endpoint.ts';

const byToken = z.object({ token: z.string().max(100) });

export const pushEndpoints = {
  pushOffer: {
    method: 'GET',
    path: '/api/follow/:token/push',
    permission: 'public',
    summary: 'Ключ для подписки на уведомления по обращению',
    params: byToken,
    output: PushOffer,
  },
  subscribePush: {
    method: 'POST',
    path: '/api/follow/:token/push',
    permission: 'public',
    summary: 'Уведомлять этот браузер об обращении',
    params: byToken,
    body: PushSubscription,
    status: 204,
  },
  unsubscribePush: {
    method: 'DELETE',
    path: '/api/follow/:token/push',
    permission: 'public',
    summary: 'Больше не уведомлять этот браузер',
    params: byToken,
    body: PushEnd,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
