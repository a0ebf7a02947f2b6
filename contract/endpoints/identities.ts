import { z } from 'zod';
import {
  AskCode,
  AuthorCases,
  AuthorComparison,
  CodeAsked,
  CodeConfirmed,
  CompareAuthors,
  ConfirmCode,
  LinkAuthors,
  UnlinkAuthors,
} from '../identities.ts';
import { byId, type Endpoint } from './endpoint.ts';

const byToken = z.object({ token: z.string().max(100) });

export const identitiesEndpoints = {
  authorCases: {
    method: 'GET',
    path: '/api/appeals/:id/author',
    permission: 'appeals.read',
    summary: 'Другие обращения автора во всех его каналах, из тех, что видны читающему',
    params: byId,
    output: AuthorCases,
  },
  compareAuthors: {
    method: 'POST',
    path: '/api/appeals/:id/author/compare',
    permission: 'identities.link',
    summary: 'Что у авторов двух дел совпадает и чем они различаются; чтение записывается в журнал',
    params: byId,
    body: CompareAuthors,
    output: AuthorComparison,
  },
  linkAuthors: {
    method: 'POST',
    path: '/api/appeals/:id/author/links',
    permission: 'identities.link',
    summary: 'Сказать, что авторы двух дел — один человек',
    params: byId,
    body: LinkAuthors,
    output: AuthorCases,
    status: 201,
  },
  unlinkAuthors: {
    method: 'POST',
    path: '/api/appeals/:id/author/links/:link/end',
    permission: 'identities.link',
    summary: 'Снять связь авторов',
    params: byId.extend({ link: z.uuid() }),
    body: UnlinkAuthors,
    output: AuthorCases,
  },
  askIdentityCode: {
    method: 'POST',
    path: '/api/follow/:token/identity/code',
    permission: 'public',
    summary: 'Житель: «то дело тоже моё» — одноразовый код на известный адрес того дела',
    params: byToken,
    body: AskCode,
    output: CodeAsked,
    status: 202,
  },
  confirmIdentity: {
    method: 'POST',
    path: '/api/follow/:token/identity',
    permission: 'public',
    summary: 'Житель: код с адреса другого дела подтверждает, что оба дела его',
    params: byToken,
    body: ConfirmCode,
    output: CodeConfirmed,
  },
} as const satisfies Record<string, Endpoint>;
