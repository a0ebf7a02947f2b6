import { z } from 'zod';
import { Crisis, CrisisBoard, MassAnswer, MassAnswerResult, StartCrisis } from '../crisis.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const crisisEndpoints = {
  crises: {
    method: 'GET',
    path: '/api/crises',
    permission: 'appeals.read',
    summary: 'Кризисные режимы: идущие и законченные',
    output: z.object({ rows: z.array(Crisis) }),
  },
  crisis: {
    method: 'GET',
    path: '/api/crises/:id',
    permission: 'appeals.read',
    summary: 'Экран кризиса: по часам, по темам, по местам',
    params: byId,
    output: CrisisBoard,
  },
  startCrisis: {
    method: 'POST',
    path: '/api/crises',
    permission: 'crisis.manage',
    summary: 'Начать кризисный режим; новые темы действуют сразу',
    body: StartCrisis,
    output: Crisis,
    status: 201,
  },
  endCrisis: {
    method: 'DELETE',
    path: '/api/crises/:id',
    permission: 'crisis.manage',
    summary: 'Закончить кризисный режим; он остаётся в истории',
    params: byId,
    status: 204,
  },
  massAnswer: {
    method: 'POST',
    path: '/api/crises/:id/answer',
    permission: 'cases.act',
    summary: 'Один ответ на все открытые дела кризиса у вашего органа',
    params: byId,
    body: MassAnswer,
    output: MassAnswerResult,
  },
} as const satisfies Record<string, Endpoint>;
