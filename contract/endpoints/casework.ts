import { z } from 'zod';
import { AppealCard, AppealList, AppealListQuery, FollowedAppeal } from '../appeals.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const caseworkEndpoints = {
  followAppeal: {
    method: 'GET',
    path: '/api/follow/:token',
    permission: 'public',
    summary: 'Что делается по моему обращению',
    params: z.object({ token: z.string().max(100) }),
    output: FollowedAppeal,
  },
  appeals: {
    method: 'GET',
    path: '/api/appeals',
    permission: 'appeals.read',
    summary: 'Список дел',
    query: AppealListQuery,
    output: AppealList,
  },
  appeal: {
    method: 'GET',
    path: '/api/appeals/:id',
    permission: 'appeals.read',
    summary: 'Карточка дела',
    params: byId,
    output: AppealCard,
  },
  photo: {
    method: 'GET',
    path: '/api/photos/:id',
    permission: 'appeals.read',
    summary: 'Фотография из обращения',
    params: byId,
    raw: true,
  },
} as const satisfies Record<string, Endpoint>;
