import { z } from 'zod';
import { Colleague, MyWork, ReplyAsResident, WaitingApprovals } from '../my-work.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const myWorkEndpoints = {
  mine: {
    method: 'GET',
    path: '/api/mine',
    permission: 'cases.act',
    summary: 'Мои дела по срокам и свободные дела моего органа',
    output: MyWork,
  },
  approvals: {
    method: 'GET',
    path: '/api/approvals',
    permission: 'cases.act',
    summary: 'Что ждёт моего согласования: ответы и продления срока',
    output: WaitingApprovals,
  },
  colleagues: {
    method: 'GET',
    path: '/api/appeals/:id/colleagues',
    permission: 'cases.act',
    summary: 'Кому в ответственном органе можно поручить дело',
    params: byId,
    output: z.object({ rows: z.array(Colleague) }),
  },
  replyAsResident: {
    method: 'POST',
    path: '/api/follow/:token/replies',
    permission: 'public',
    summary: 'Ответ жителя на вопрос по его ссылке: дело продолжается',
    params: z.object({ token: z.string().max(100) }),
    body: ReplyAsResident,
    output: z.object({ status: z.string() }),
  },
} as const satisfies Record<string, Endpoint>;
