import {
  type EndpointBody,
  type EndpointName,
  type EndpointOutput,
  type EndpointParams,
  type EndpointQuery,
  endpoints,
} from '../../contract/endpoints.ts';
import { copyKeeper } from './copy-keeper.ts';
import { ProblemError } from './problem-error.ts';

type Field<K extends string, T> = [T] extends [undefined]
  ? { [P in K]?: undefined }
  : Record<never, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T };

export type CallOptions<N extends EndpointName> = Field<'params', EndpointParams<N>> &
  Field<'query', EndpointQuery<N>> &
  Field<'body', EndpointBody<N>> & {
    /** Version of the case one looks at; the server refuses when somebody was quicker (412). */
    ifMatch?: number;
    /** Makes a repeat of the same write harmless. */
    idempotencyKey?: string;
    /** Multipart body, for endpoints that take files instead of JSON. */
    form?: FormData;
    signal?: AbortSignal;
  };

type Arguments<N extends EndpointName> =
  Record<never, never> extends CallOptions<N> ? [options?: CallOptions<N>] : [options: CallOptions<N>];

/** An answer of which a copy is kept is not waited for longer: a cellar's network is slow rather than absent. */
const PATIENCE_MS = 8000;

/**
 * Calls one endpoint of the contract: `await call('appeals', { query: { status: 'in_work' } })`.
 * Throws ProblemError for every answer outside 2xx (problem+json or not) and, with status 0, when nobody answered and no copy is kept.
 */
export async function call<N extends EndpointName>(
  name: N,
  ...[options]: Arguments<N>
): Promise<EndpointOutput<N>> {
  const { method, path } = endpoints[name];
  const { params, query, body, ifMatch, idempotencyKey, form, signal } = (options ?? {}) as LooseOptions;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;

  const address = addressOf(path, params, query);
  const keeper = method === 'GET' && copyKeeper()?.keeps(name) ? copyKeeper() : null;
  const request: RequestInit = {
    method,
    headers,
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    credentials: 'same-origin',
    signal,
  };
  let response: Response;
  try {
    response = await fetch(address, keeper ? { ...request, signal: patient(signal) } : request);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const copy = await keeper?.read(name, address).catch(() => undefined);
    if (copy !== undefined) return copy as EndpointOutput<N>;
    if (!keeper) throw ProblemError.unreachable(cause);
    // Nothing to show instead: then it is waited for, however long it takes.
    response = await fetch(address, request).catch((again: unknown) => {
      throw signal?.aborted ? again : ProblemError.unreachable(again);
    });
  }
  if (!response.ok) throw await ProblemError.from(response);
  if (response.status === 204) return undefined as EndpointOutput<N>;
  const answer = (await response.json()) as EndpointOutput<N>;
  void keeper?.keep(name, address, answer).catch(() => undefined);
  return answer;
}

/** Where a browser is too old for it, it waits as long as the network does. */
function patient(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (!('any' in AbortSignal)) return signal;
  return AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])]);
}

interface LooseOptions {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  ifMatch?: number;
  idempotencyKey?: string;
  form?: FormData;
  signal?: AbortSignal;
}

/** `/api/appeals/:id` with { id } and a query → the address to ask; undefined and empty values are left out. */
export function addressOf(
  path: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? '')));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

/** Address of a photo for `<img src>`. */
export const photoAddress = (id: string) => addressOf(endpoints.photo.path, { id });
