import { PUBLICATION_CHANNELS } from '../../../contract/spikes.ts';
import { CHANNELS } from '../../../contract/vocabulary.ts';
import { leadSpike, readSpike, SpikeConflict, type SpikeFacts } from '../../alerts/index.ts';
import { joinCases, planJoining } from '../../casework/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { staffActor } from '../case-actor.ts';
import { alertContext, cardOf, problemOf } from './alerts.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

type Doors = 'previewJoinSpike' | 'joinSpike';

export const joinSpikeHandlers: Handlers<Doors> = {
  async previewJoinSpike(request) {
    const { plan, spike } = await planOf(request, request.query.lead ?? null);
    return { ...plan, version: spike.version };
  },
  async joinSpike(request) {
    const { caller, region, scope } = authorised(request);
    const { app, params, body } = request;
    const { plan, spike } = await planOf(request, body.lead);
    if (spike.state === 'false')
      throw problemOf(
        new SpikeConflict('invalid', 'Всплеск признан ложным: сначала возьмите это решение назад.'),
      );
    const lead = plan.candidates.find(({ id }) => id === body.lead);
    if (!lead || plan.lead !== body.lead)
      throw new HttpProblem(
        422,
        'Это дело не может быть главным',
        'На него уже ответили, оно само присоединено к другому или не из этого всплеска. Выберите другое.',
      );
    const registry = region.registry();
    const now = app.clock.now();
    const { pool, signal } = app;
    const act = { pool, signal, registry, actor: staffActor(caller, scope, registry), now };
    const result = await joinCases(act, lead.id, plan.ids);
    if (result.joined + plan.joined === 0)
      throw new HttpProblem(
        422,
        'Ни одно дело не присоединено',
        result.refused[0]?.why ?? 'Открытых дел того же органа в этом всплеске больше нет.',
      );
    try {
      await leadSpike(
        { pool, signal, registry, scope, spikeId: params.id, login: caller.login, now },
        { id: lead.id, number: lead.number, organisation: lead.organisation, joined: result.joined },
      );
    } catch (error) {
      if (error instanceof SpikeConflict) throw problemOf(error);
      throw error;
    }
    return { ...result, spike: await cardOf(request) };
  },
};

/** Cases of the spike that the person may see, and what joining them would do. */
async function planOf(request: Request<Doors>, lead: string | null) {
  const { region, scope } = authorised(request as Request<'previewJoinSpike'>);
  const context = alertContext(request as Request<'previewJoinSpike'>);
  const now = request.app.clock.now();
  const spike = await readSpike(request.params.id, context, now);
  if (!spike) throw notFound('Такого всплеска нет или он не в вашем ведении.');
  const wanted = lead ?? spike.leadAppeal;
  const plan = await planJoining(context.pool, filterOf(spike), wanted, caseContext(region, scope, now));
  const { ids, ...rest } = plan;
  return { plan: { ...rest, ids }, spike };
}

function filterOf({ topic, places, firstDay, lastDay, series }: SpikeFacts) {
  const published = (channel: (typeof CHANNELS)[number]) => PUBLICATION_CHANNELS.includes(channel);
  return {
    topic: [topic],
    ...(places.length > 0 && { municipality: places }),
    from: firstDay,
    to: lastDay,
    channel: CHANNELS.filter((channel) => published(channel) === (series === 'publications')),
  };
}
