import { z } from 'zod';
import { PERMISSIONS, type Permission } from './access.ts';

/** What a key can be given. Keys are never made by a key: whoever steals one must not be able to make more. */
export const TOKEN_SCOPES = PERMISSIONS.filter(
  (permission): permission is Exclude<Permission, 'public' | 'signed_in' | 'tokens.manage'> =>
    permission !== 'public' && permission !== 'signed_in' && permission !== 'tokens.manage',
);
export const TokenScope = z.enum(TOKEN_SCOPES);

export const TOKEN_DAYS_MAX = 366;
export const TOKENS_MAX = 500;

/** A key as the list shows it: never the key itself. */
export const ApiToken = z.object({
  id: z.string(),
  prefix: z.string(),
  name: z.string(),
  owner: z.string(),
  ownerName: z.string(),
  scopes: z.array(TokenScope),
  perMinute: z.number().int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  /** Does it open anything now? `owner_off`: its owner is switched off or his term has passed. */
  state: z.enum(['active', 'expired', 'revoked', 'owner_off']),
});
export type ApiToken = z.infer<typeof ApiToken>;
export const ApiTokens = z.object({ rows: z.array(ApiToken) });

export const CreateToken = z.object({
  name: z.string().trim().min(3, 'Назовите систему, которой нужен ключ').max(200),
  owner: z.string().max(100),
  scopes: z.array(TokenScope).min(1, 'Отметьте хотя бы одно право').max(TOKEN_SCOPES.length),
  perMinute: z.number().int().min(1).max(6000).default(60),
  /** Days it is good for. */
  days: z.number().int().min(1).max(TOKEN_DAYS_MAX).default(90),
});
export type CreateToken = z.output<typeof CreateToken>;

/** The one and only time the key is told. */
export const CreatedToken = ApiToken.extend({ token: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;
