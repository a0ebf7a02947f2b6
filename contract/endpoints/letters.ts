import { z } from 'zod';
import {
  CaseLetters,
  LETTER_FORMATS,
  Letterhead,
  LetterSource,
  Marked,
  MarkSent,
  Post,
  PostIds,
  PostQuery,
  PrintQuery,
} from '../letters.ts';
import { byId, type Endpoint } from './endpoint.ts';

const ofBody = z.object({ organisation: z.string().max(100) });

export const lettersEndpoints = {
  caseLetters: {
    method: 'GET',
    path: '/api/appeals/:id/letters',
    permission: 'personal_data.read',
    summary: 'Письма по делу и то, как оно поступило на бумаге',
    params: byId,
    output: CaseLetters,
  },
  letterFile: {
    method: 'GET',
    path: '/api/appeals/:id/letters/:source',
    permission: 'personal_data.read',
    summary: 'Письмо на бланке органа: PDF или DOCX; при первом обращении получает исходящий номер',
    params: LetterSource,
    query: z.object({ as: z.enum(LETTER_FORMATS).default('pdf') }),
    raw: true,
  },
  followLetter: {
    method: 'GET',
    path: '/api/follow/:token/letter',
    permission: 'public',
    summary: 'Последний ответ по моему обращению письмом PDF, без имени и адреса',
    params: z.object({ token: z.string().max(100) }),
    raw: true,
  },
  post: {
    method: 'GET',
    path: '/api/post',
    permission: 'cases.answer',
    summary: 'Письма, которые отправляют почтой',
    query: PostQuery,
    output: Post,
  },
  printPost: {
    method: 'GET',
    path: '/api/post/letters',
    permission: 'cases.answer',
    summary: 'Выбранные письма одним PDF',
    query: PrintQuery,
    raw: true,
  },
  markSent: {
    method: 'POST',
    path: '/api/post/sent',
    permission: 'cases.answer',
    summary: 'Отметить письма отправленными',
    body: MarkSent,
    output: Marked,
  },
  markUnsent: {
    method: 'POST',
    path: '/api/post/unsent',
    permission: 'cases.answer',
    summary: 'Вернуть письма в очередь на отправку',
    body: PostIds,
    output: Marked,
  },
  letterhead: {
    method: 'GET',
    path: '/api/letterheads/:organisation',
    permission: 'appeals.read',
    summary: 'Бланк органа',
    params: ofBody,
    output: Letterhead,
  },
  saveLetterhead: {
    method: 'PUT',
    path: '/api/letterheads/:organisation',
    permission: 'templates.change',
    summary: 'Изменить бланк органа',
    params: ofBody,
    body: Letterhead,
    output: Letterhead,
  },
} as const satisfies Record<string, Endpoint>;
