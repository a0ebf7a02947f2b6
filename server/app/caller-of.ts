import type { FastifyRequest } from 'fastify';
import { type Caller, findSession } from '../access/index.ts';
import { findToken, type TokenCaller } from '../access/tokens/index.ts';
import { HttpProblem } from '../platform/http/problem.ts';
import type { AppContext } from './app-context.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import type { TokenMeter } from './token-meter.ts';

/** The key of `Authorization: Bearer otk_…`; null where the request carries none of ours. */
export function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer +(otk_\S*) *$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Who is behind a request at this moment: the key where there is one, else the session's cookie. */
export async function callerOf(app: AppContext, http: FastifyRequest): Promise<Caller | null> {
  const key = bearerOf(http);
  if (key) return (await findToken(app.pool, key, app.clock.now()))?.caller ?? null;
  const cookie = http.cookies[SESSION_COOKIE];
  return cookie ? findSession(app.pool, cookie, app.clock.now()) : null;
}

/**
 * The same at the door, where a key is counted. A key that opens nothing is refused even where nobody need be known: its program must
 * hear of it.
 *
 * @throws HttpProblem 400, 401 or 429
 */
export async function admit(
  app: AppContext,
  http: FastifyRequest,
  meter: TokenMeter,
): Promise<Caller | null> {
  refuseKeyInAddress(http);
  const key = bearerOf(http);
  if (!key) return callerOf(app, http);
  const now = app.clock.now();
  const found = await findToken(app.pool, key, now);
  if (!found) throw deadKey();
  refuseHaste(found, meter, now);
  return found.caller;
}

const deadKey = () =>
  new HttpProblem(
    401,
    'Ключ доступа не действует',
    'Он отозван, истёк или введён с ошибкой. Попросите администратора выпустить новый.',
    { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
  );

function refuseHaste({ tokenId, perMinute }: TokenCaller, meter: TokenMeter, now: Date): void {
  const wait = meter.take(tokenId, perMinute, now);
  if (wait === 0) return;
  throw new HttpProblem(
    429,
    'Слишком часто',
    `Этому ключу разрешено ${perMinute} запросов в минуту. Подождите ${wait} с и повторите.`,
    { headers: { 'retry-after': String(wait) } },
  );
}

/** Addresses stay in logs and histories: a key there is as good as published. */
function refuseKeyInAddress({ query }: FastifyRequest): void {
  const values = Object.values((query ?? {}) as Record<string, unknown>).flat();
  if (!values.some((value) => typeof value === 'string' && value.startsWith('otk_'))) return;
  throw new HttpProblem(
    400,
    'Ключ доступа в адресе',
    'Передайте его в заголовке Authorization: Bearer, а этот ключ отзовите: адреса остаются в журналах.',
  );
}
