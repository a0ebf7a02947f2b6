import { ApiTokens, CreatedToken, CreateToken } from '../tokens.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const tokensEndpoints = {
  tokens: {
    method: 'GET',
    path: '/api/tokens',
    permission: 'tokens.manage',
    summary: 'Ключи доступа для программ: чьи, что разрешают, когда использованы',
    output: ApiTokens,
  },
  createToken: {
    method: 'POST',
    path: '/api/tokens',
    permission: 'tokens.manage',
    summary: 'Выпустить ключ доступа; сам ключ сообщается один раз',
    body: CreateToken,
    output: CreatedToken,
    status: 201,
  },
  revokeToken: {
    method: 'DELETE',
    path: '/api/tokens/:id',
    permission: 'tokens.manage',
    summary: 'Отозвать ключ: перестаёт действовать сразу',
    params: byId,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
