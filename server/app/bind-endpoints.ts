import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { may } from '../../contract/access.ts';
import { type Endpoint, type EndpointName, endpoints, permissionsOf } from '../../contract/endpoints.ts';
import { forbidden, HttpProblem, unauthorised } from '../platform/http/problem.ts';
import type { AppContext } from './app-context.ts';
import { admit, bearerOf } from './caller-of.ts';
import type { AnyHandler, Request } from './handlers/handler.ts';
import { handlers } from './handlers/index.ts';
import { requestSeconds } from './metrics.ts';
import { SESSION_COOKIE } from './session-cookie.ts';
import { createTokenMeter, type TokenMeter } from './token-meter.ts';

/** Requests a minute from one address, where anybody may knock. */
export interface PublicLimits {
  fileAppeal: number;
  uploadPhoto: number;
  signIn: number;
  actAsResident: number;
}

/** What a resident writes or asks for by his link is bounded with what he does by it. */
const LIMITED_AS: Partial<Record<EndpointName, keyof PublicLimits>> = {
  replyAsResident: 'actAsResident',
  subscribePush: 'actAsResident',
  askIdentityCode: 'actAsResident',
  confirmIdentity: 'actAsResident',
  unsubscribePush: 'actAsResident',
  open311File: 'fileAppeal',
};

/** Makes a door of every row of the table: who, what in, handler, what out. */
export function bindEndpoints(server: FastifyInstance, app: AppContext, limits: PublicLimits): void {
  const meter = createTokenMeter();
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const endpoint: Endpoint = endpoints[name];
    const limit = LIMITED_AS[name] ?? name;
    const perMinute = limits[limit as keyof PublicLimits] as number | undefined;
    const route: RouteOptions = {
      method: endpoint.method,
      url: endpoint.path,
      config: perMinute ? { rateLimit: { max: perMinute, timeWindow: '1 minute' } } : {},
      handler: (request, reply) => answer(name, endpoint, app, meter, request, reply),
    };
    const { bytesMax } = endpoint;
    if (bytesMax === undefined) server.route(route);
    // A context of its own: what a stranger sends is bytes until its signature is checked.
    else
      server.register(async (scope) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
        scope.route({ ...route, bodyLimit: bytesMax });
      });
  }
}

async function answer(
  name: EndpointName,
  endpoint: Endpoint,
  app: AppContext,
  meter: TokenMeter,
  http: FastifyRequest,
  reply: FastifyReply,
) {
  const timer = requestSeconds.startTimer({ endpoint: name });
  reply.raw.once('close', () => timer({ status: reply.statusCode }));
  if (endpoint.method !== 'GET') refuseForeignOrigin(http);
  const caller = await admit(app, http, meter);
  if (!permissionsOf(endpoint).every((permission) => may(caller, permission)))
    throw caller ? forbidden() : unauthorised();

  const request = {
    app,
    caller,
    http,
    reply,
    params: parse(endpoint.params, http.params),
    query: parse(endpoint.query, http.query),
    body: parse(endpoint.body, http.body),
  };
  const handler = handlers[name] as AnyHandler<EndpointName>;
  const result = await handler(request as Request<EndpointName>);
  if (endpoint.raw) return reply;
  if (reply.statusCode === 200 && endpoint.status && !(result as { repeated?: boolean })?.repeated)
    reply.status(endpoint.status);
  if (!endpoint.output) return reply.send();
  // Parsing on the way out drops what the contract does not name: a column added to a query cannot leak.
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', reply.getHeader('cache-control') ?? 'no-store')
    .send(JSON.stringify(endpoint.output.parse(result)));
}

/** A page of another site must not act in a signed-in person's name; programs without a browser send no Origin. */
function refuseForeignOrigin(http: FastifyRequest): void {
  const { origin } = http.headers;
  if (!origin || !http.cookies[SESSION_COOKIE] || bearerOf(http)) return;
  if (URL.canParse(origin) && new URL(origin).host === http.host) return;
  throw new HttpProblem(403, 'Запрос с чужой страницы', 'Откройте Отклик по его адресу и повторите.');
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {}, { error: russian });
  if (parsed.success) return parsed.data;
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.') || 'запрос'] ??= issue.message;
  throw new HttpProblem(422, 'Проверьте введённое', Object.values(errors).slice(0, 3).join('; '), { errors });
}

const russian = z.locales.ru().localeError;
