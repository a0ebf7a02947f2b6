import { z } from 'zod';
import { ActedCase, CaseAction, Draft, SaveDraft } from '../casework.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const caseActionsEndpoints = {
  actOnCase: {
    method: 'POST',
    path: '/api/appeals/:id/actions',
    permission: 'cases.act',
    summary: 'Действие над делом: взять, передать, ответить, закрыть… (If-Match: версия)',
    params: byId,
    body: CaseAction,
    output: ActedCase,
  },
  saveDraft: {
    method: 'POST',
    path: '/api/appeals/:id/drafts',
    permission: 'cases.act',
    summary: 'Сохранить черновик ответа новой редакцией',
    params: byId,
    body: SaveDraft,
    output: Draft,
    status: 201,
  },
  drafts: {
    method: 'GET',
    path: '/api/appeals/:id/drafts',
    permission: 'cases.act',
    summary: 'Редакции черновика, новые первыми',
    params: byId,
    output: z.object({ rows: z.array(Draft) }),
  },
  actAsResident: {
    method: 'POST',
    path: '/api/follow/:token/actions',
    permission: 'public',
    summary: 'Что делает житель по своей ссылке: оценивает, оспаривает, подтверждает, отзывает',
    params: z.object({ token: z.string().max(100) }),
    body: CaseAction,
    output: z.object({ status: z.string() }),
  },
} as const satisfies Record<string, Endpoint>;
