import type { FastifyReply, FastifyRequest } from 'fastify';
import { may } from '../../../contract/access.ts';
import type {
  EndpointName,
  EndpointOutput,
  ParsedBody,
  ParsedParams,
  ParsedQuery,
} from '../../../contract/endpoints.ts';
import { type AccessScope, type Caller, scopeOf } from '../../access/index.ts';
import type { FactScope } from '../../insight/facts/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import type { AppContext } from '../app-context.ts';
import type { RegionRuntime } from '../region-runtime.ts';

export interface Request<N extends EndpointName> {
  app: AppContext;
  query: ParsedQuery<N>;
  body: ParsedBody<N>;
  params: ParsedParams<N>;
  /** Null on a public endpoint without a session. */
  caller: Caller | null;
  http: FastifyRequest;
  reply: FastifyReply;
}

/** Answers with the declared output, or writes the reply itself where the endpoint is `raw`. */
export type AnyHandler<N extends EndpointName> = (
  request: Request<N>,
) => Promise<EndpointOutput<N> extends undefined ? unknown : EndpointOutput<N>>;

export type Handlers<K extends EndpointName> = { [N in K]: AnyHandler<N> };

/** The caller with its region and limits; only for endpoints that are not public. */
export function authorised<N extends EndpointName>({
  caller,
  app,
}: Request<N>): {
  caller: Caller;
  region: RegionRuntime;
  scope: AccessScope & FactScope;
} {
  // The door has been checked before any handler runs; this only tells the types so.
  const person = caller!;
  const region = app.region(person.regionId);
  return { caller: person, region, scope: scopeOf(person, region.registry()) };
}

/**
 * For a door whose answer names residents although its own permission does not say so: a role that has the one has the other, a key of
 * the API need not.
 *
 * @throws HttpProblem 403
 */
export function requireContacts(caller: Caller): void {
  if (may(caller, 'personal_data.read')) return;
  throw new HttpProblem(
    403,
    'Здесь персональные данные',
    'Ключу или роли не дано право их видеть. Попросите администратора.',
  );
}
