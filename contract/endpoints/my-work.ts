import { z } from 'zod';
import { Mentions, MyWork, ReadMentions, ReplyAsResident, WaitingApprovals } from '../my-work.ts';
import type { Endpoint } from './endpoint.ts';

export const myWorkEndpoints = {
  mine: {
    method: 'GET',
    path: '/api/mine',
    permission: 'cases.answer',
    summary: 'Мои дела по срокам и свободные дела моего органа',
    output: MyWork,
  },
  approvals: {
    method: 'GET',
    path: '/api/approvals',
    permission: 'answers.approve',
    summary: 'Что ждёт моего согласования: ответы и продления срока',
    output: WaitingApprovals,
  },
  mentions: {
    method: 'GET',
    path: '/api/mentions',
    permission: 'cases.act',
    summary: 'Где меня упомянули: заметки коллег, непрочитанные первыми',
    output: Mentions,
  },
  readMentions: {
    method: 'POST',
    path: '/api/mentions/read',
    permission: 'cases.act',
    summary: 'Отметить упоминания прочитанными: названные или все',
    body: ReadMentions,
    output: z.object({ read: z.number().int() }),
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
