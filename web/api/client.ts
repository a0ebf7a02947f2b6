import {
  type EndpointBody,
  type EndpointName,
  type EndpointOutput,
  type EndpointParams,
  type EndpointQuery,
  endpoints,
} from '../../contract/endpoints.ts';
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

/**
 * Calls one endpoint of the contract: `await call('appeals', { query: { status: 'in_work' } })`.
 * Throws ProblemError for every answer outside 2xx (problem+json or not) and, with status 0, when nobody answered.
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

  let response: Response;
  try {
    response = await fetch(addressOf(path, params, query), {
      method,
      headers,
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
      credentials: 'same-origin',
      signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw ProblemError.unreachable(cause);
  }
  if (!response.ok) throw await ProblemError.from(response);
  if (response.status === 204) return undefined as EndpointOutput<N>;
  return (await response.json()) as EndpointOutput<N>;
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
