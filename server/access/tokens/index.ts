/**
 * Keys of the API: how a program acts as an account without a session.
 * Invariant: a key is never wider than its owner is at the moment of the request (role, limits, being switched on); only its hash is
 * stored; making and revoking one is in the event log.
 * Entrance: `issueToken`, `findToken`.
 */
export { findToken, type TokenCaller } from './find-token.ts';
export { issueToken, TokenRefusal } from './issue-token.ts';
export { listTokens } from './list-tokens.ts';
export { revokeToken } from './revoke-token.ts';
