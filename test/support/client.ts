import {
  type Endpoint,
  type EndpointBody,
  type EndpointName,
  type EndpointOutput,
  type EndpointParams,
  type EndpointQuery,
  endpoints,
} from '../../contract/endpoints.ts';
import type { Problem } from '../../contract/problem.ts';

export interface Asked<N extends EndpointName> {
  params?: EndpointParams<N>;
  query?: EndpointQuery<N>;
  body?: EndpointBody<N>;
  headers?: Record<string, string>;
}

/** The answer was a refusal; carries the problem as it came. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  readonly problem: Problem;
  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.title}${problem.detail ? `: ${problem.detail}` : ''}`);
    this.status = status;
    this.problem = problem;
  }
}

/** A caller of the server with a cookie jar of its own, typed by the table of endpoints. */
export interface Client {
  /** @throws Refused for every status from 400 on */
  call<N extends EndpointName>(name: N, asked?: Asked<N>): Promise<EndpointOutput<N>>;
  /** The same request, the raw answer. */
  ask<N extends EndpointName>(name: N, asked?: Asked<N>): Promise<Response>;
  /** Any request; the jar's cookies go along. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  cookie(): string;
}

export function createClient(origin: string): Client {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (jar.size > 0 && !headers.has('cookie')) headers.set('cookie', cookie());
    const answer = await fetch(origin + path, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1) === '') jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  const ask: Client['ask'] = (name, asked = {}) => {
    const endpoint: Endpoint = endpoints[name];
    const headers: Record<string, string> = { ...asked.headers };
    if (asked.body !== undefined) headers['content-type'] ??= 'application/json';
    return send(addressOf(endpoint.path, asked.params, asked.query), {
      method: endpoint.method,
      headers,
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    });
  };
  return {
    ask,
    fetch: send,
    cookie,
    async call(name, asked) {
      const answer = await ask(name, asked);
      const text = await answer.text();
      const value = text === '' ? undefined : JSON.parse(text);
      if (answer.status >= 400) throw new Refused(answer.status, value as Problem);
      return value;
    },
  };
}

export function addressOf(path: string, params: unknown = {}, query: unknown = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}
