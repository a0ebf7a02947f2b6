import { randomUUID } from 'node:crypto';
import { IdempotencyConflict, IntakeOverloaded } from '../../intake/index.ts';
import {
  describeServer,
  describeService,
  type Filing,
  findRequests,
  listServices,
  Open311Refusal,
  readFiling,
  splitSuffix,
  writeAnswer,
} from '../../open311/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import type { AppContext } from '../app-context.ts';
import type { RegionRuntime } from '../region-runtime.ts';
import type { Handlers, Request } from './handler.ts';

type Ask = Pick<Request<'open311'>, 'app' | 'http' | 'reply'>;
type Answered = [root: string, value: Parameters<typeof writeAnswer>[1]];

export const open311Handlers: Handlers<'open311' | 'open311One' | 'open311File'> = {
  open311: (request) =>
    answer(request, request.params.resource, async (name, region, query) => {
      const { app, http } = request;
      const registry = region.registry();
      switch (name) {
        case 'discovery':
          return ['discovery', describeServer(registry, `${http.protocol}://${http.host}`, app.clock.now())];
        case 'services':
          return ['services', listServices(registry)];
        case 'requests':
          return ['service_requests', await findRequests(app.pool, registry, query, app.clock.now())];
      }
      throw unknown();
    }),
  open311One: (request) =>
    answer(request, request.params.id, async (id, region) => {
      const { app } = request;
      const registry = region.registry();
      const { resource } = request.params;
      if (resource === 'services') return ['service_definition', describeService(registry, id)];
      if (resource !== 'requests' && resource !== 'tokens') throw unknown();
      const found = await findRequests(app.pool, registry, { service_request_id: id }, app.clock.now());
      if (!found[0])
        throw new Open311Refusal(
          404,
          `${resource === 'tokens' ? 'token' : 'service_request_id'} was not found`,
        );
      // The number is known at once, so a request is its own token.
      if (resource === 'tokens') return ['service_requests', [{ service_request_id: id, token: id }]];
      return ['service_requests', found];
    }),
  open311File: (request) =>
    answer(request, request.params.resource, async (name, _region, query) => {
      if (name !== 'requests') throw unknown();
      const { app, http } = request;
      const body = Buffer.isBuffer(http.body) ? http.body : Buffer.alloc(0);
      const filing = readFiling(http.headers['content-type'], body, query);
      const region = regionOf(app, { jurisdiction_id: filing.jurisdiction_id ?? query.jurisdiction_id });
      const number = await file(app, region, filing, http.headers['idempotency-key']);
      return [
        'service_requests',
        [{ service_request_id: number, service_notice: null, account_id: filing.account_id ?? null }],
      ];
    }),
};

const unknown = () => new Open311Refusal(404, 'no such resource');

async function answer(
  { app, http, reply }: Ask,
  last: string,
  work: (name: string, region: RegionRuntime, query: Record<string, unknown>) => Promise<Answered>,
): Promise<unknown> {
  const { name, format } = splitSuffix(last, http.headers.accept);
  const query = { ...(http.query as Record<string, unknown>) };
  let status = 200;
  let written: ReturnType<typeof writeAnswer>;
  try {
    const [root, value] = await work(name, regionOf(app, query), query);
    written = writeAnswer(root, value, format);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    status = refusal.status;
    written = writeAnswer('errors', [{ code: refusal.status, description: refusal.message }], format);
  }
  return reply
    .status(status)
    .header('content-type', written.contentType)
    .header('access-control-allow-origin', '*')
    .send(written.body);
}

function refusalOf(error: unknown): { status: number; message: string } | null {
  if (error instanceof Open311Refusal) return error;
  if (error instanceof HttpProblem && error.problem.status < 500)
    return { status: error.problem.status, message: error.problem.detail ?? error.problem.title };
  return null;
}

/** `jurisdiction_id` is a region's code; an installation of one region needs none. */
function regionOf(app: AppContext, { jurisdiction_id: code }: Record<string, unknown>): RegionRuntime {
  try {
    return app.publicRegion(typeof code === 'string' && code !== '' ? code : undefined);
  } catch (error) {
    if (error instanceof HttpProblem && error.problem.status === 404)
      throw new Open311Refusal(404, 'jurisdiction_id was not found');
    throw error;
  }
}

async function file(
  app: AppContext,
  region: RegionRuntime,
  filing: Filing,
  key: string | string[] | undefined,
): Promise<string> {
  const registry = region.registry();
  const service = listServices(registry).find((one) => one.service_code === filing.service_code);
  if (!service) throw new Open311Refusal(404, 'service_code was not found');
  if (filing.municipality && !registry.municipalities.has(filing.municipality))
    throw new Open311Refusal(400, 'attribute[municipality]: no such value');
  const name = [filing.first_name, filing.last_name].filter(Boolean).join(' ') || null;
  const identity = filing.email || filing.phone || filing.device_id;
  try {
    const result = await region.intake.register({
      channel: 'open311',
      externalId: typeof key === 'string' && key !== '' ? key.slice(0, 200) : randomUUID(),
      filedAt: app.clock.now(),
      text: filing.description || service.service_name,
      regime: 'pos_message',
      point: filing.lat === undefined || filing.long === undefined ? null : [filing.lat, filing.long],
      address: filing.address_string ?? null,
      municipality: filing.municipality,
      topicHint: filing.service_code,
      sourceName: 'Open311',
      authorKey: identity ? app.channels(region.code).context.pseudonym(identity) : null,
      contact:
        name || filing.email || filing.phone ? { name, email: filing.email, phone: filing.phone } : null,
      // An address of a stranger is kept for people and never called.
      raw: { media_url: filing.media_url ?? null, address_id: filing.address_id ?? null },
    });
    if (!(result instanceof IdempotencyConflict)) return result.number;
  } catch (error) {
    if (!(error instanceof IntakeOverloaded)) throw error;
    throw new HttpProblem(503, 'Сейчас слишком много обращений', 'Повторите через минуту.', {
      headers: { 'retry-after': '30' },
    });
  }
  throw new Open311Refusal(400, 'Idempotency-Key: another request was filed under it');
}
