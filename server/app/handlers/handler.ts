import type { FastifyReply, FastifyRequest } from 'fastify';
import type {
  EndpointName,
  EndpointOutput,
  ParsedBody,
  ParsedParams,
  ParsedQuery,
} from '../../../contract/endpoints.ts';
import { type AccessScope, type Caller, scopeOf } from '../../access/index.ts';
import type { FactScope } from '../../insight/facts/index.ts';
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
