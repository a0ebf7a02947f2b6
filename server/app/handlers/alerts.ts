import { may } from '../../../contract/access.ts';
import type { EndpointName } from '../../../contract/endpoints.ts';
import { admitsCase } from '../../access/index.ts';
import { type AlertContext, decideSpike, listSpikes, readSpike, SpikeConflict } from '../../alerts/index.ts';
import { readLeadCase, readRowsUnscoped } from '../../casework/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { dayOf } from '../../registry/region-day.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

export const alertHandlers: Handlers<'spikes' | 'spike' | 'decideSpike'> = {
  spikes: async (request) => listSpikes(request.query, alertContext(request)),
  spike: async (request) => cardOf(request),
  async decideSpike(request) {
    const { caller, region, scope } = authorised(request);
    const { app, params, body, http } = request;
    try {
      await decideSpike(
        {
          pool: app.pool,
          signal: app.signal,
          registry: region.registry(),
          scope,
          spikeId: params.id,
          login: caller.login,
          now: app.clock.now(),
        },
        body,
        versionOf(http.headers['if-match']),
      );
    } catch (error) {
      if (error instanceof SpikeConflict) throw problemOf(error);
      throw error;
    }
    return cardOf(request);
  },
};

/** What the alerts' rules need to know of a region and a person. */
export function alertContext<N extends EndpointName>(request: Request<N>): AlertContext {
  const { region, scope } = authorised(request);
  const registry = region.registry();
  const { pool, clock } = request.app;
  const today = dayOf(clock.now(), registry.file.timeZone);
  return { pool, registry, scope, today };
}

/** Sample cases pass the reader's own limits, one by one: a spike may hold cases of bodies that are not theirs. */
export async function cardOf(request: Request<'spike'> | Request<'decideSpike'> | Request<'joinSpike'>) {
  const context = alertContext(request as Request<'spike'>);
  const { caller } = authorised(request as Request<'spike'>);
  const spike = await readSpike(request.params.id, context, request.app.clock.now());
  if (!spike) throw notFound('Такого всплеска нет или он не в вашем ведении.');
  const { sampleIds, leadAppeal, ...card } = spike;
  const mayRead = may(caller, 'appeals.read');
  const rows = mayRead ? await readRowsUnscoped(context.pool, context.registry.code, sampleIds) : [];
  const lead =
    leadAppeal && mayRead ? await readLeadCase(context.pool, context.registry.code, leadAppeal) : null;
  return {
    ...card,
    lead: lead && admitsCase(context.scope, lead) ? lead : null,
    samples: rows.filter((row) => admitsCase(context.scope, row)),
  };
}

export function problemOf({ reason, message }: SpikeConflict): HttpProblem {
  switch (reason) {
    case 'not_found':
      return new HttpProblem(404, 'Не найдено', message);
    case 'changed_meanwhile':
      return new HttpProblem(409, 'Всплеск изменился', message);
    case 'invalid':
      return new HttpProblem(422, 'Так решить нельзя', message);
  }
}

function versionOf(header: string | undefined): number {
  const version = Number(header?.replace(/^W\//, '').replaceAll('"', ''));
  if (Number.isInteger(version) && version > 0) return version;
  throw new HttpProblem(
    428,
    'Нужен заголовок If-Match',
    'Передайте версию всплеска, которую видели, чтобы не затереть чужое решение.',
  );
}
