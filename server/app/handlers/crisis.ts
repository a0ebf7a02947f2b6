import type { Crisis } from '../../../contract/crisis.ts';
import { endCrisis, insertCrisis, listCrises, readCrisis } from '../../alerts/index.ts';
import { massAnswer } from '../../casework/index.ts';
import { countCrisis } from '../../insight/heat-map/index.ts';
import { transaction } from '../../platform/database/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { extendRegistry, type RegionRegistry, topicsForNames } from '../../registry/store/index.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import { staffActor } from '../case-actor.ts';
import { answering } from './case-actions.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request } from './handler.ts';
import { taughtContext } from './insight.ts';

type Doors = 'crises' | 'crisis' | 'startCrisis' | 'endCrisis' | 'massAnswer';

export const crisisHandlers: Handlers<Doors> = {
  async crises(request) {
    return { rows: await listCrises(request.app.pool, authorised(request).region.code) };
  },
  async crisis(request) {
    const { region } = authorised(request);
    const crisis = await crisisOf(request, request.params.id);
    const populations = new Map(
      region.registry().file.municipalities.map(({ code, population }) => [code, population]),
    );
    return countCrisis(crisis, await taughtContext(request), populations);
  },
  async startCrisis(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    const registry = region.registry();
    const { newTopics, topics, ...rest } = request.body;
    checkCodes(request.body, registry);
    const made = topicsForNames(
      registry,
      newTopics.map(({ name, parent }) => [...namesOf(parent, registry), name]),
      {},
    );
    const chosen = [...topics, ...made.map((topic) => topic.code)];
    if (chosen.length === 0)
      throw new HttpProblem(422, 'Кризису нужны темы', 'Выберите темы или впишите новые.');
    const crisis: Crisis = {
      id: uuidV7(clock.now().getTime()),
      ...rest,
      topics: chosen,
      from: today(clock.now(), registry),
      to: null,
      startedBy: caller.login,
    };
    await transaction(pool, async (client) => {
      if (made.length > 0) await extendRegistry(client, region.code, { topics: made, organisations: [] });
      await insertCrisis(client, region.code, crisis, clock.now());
    });
    return crisis;
  },
  async endCrisis(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    const now = clock.now();
    const ended = await transaction(pool, (client) =>
      endCrisis(
        client,
        region.code,
        { id: request.params.id, today: today(now, region.registry()), login: caller.login },
        now,
      ),
    );
    if (!ended) throw notFound('Такого кризисного режима нет, или он уже закончен.');
    return undefined;
  },
  async massAnswer(request) {
    const { caller, region, scope } = authorised(request);
    const { pool, signal, clock } = request.app;
    const crisis = await crisisOf(request, request.params.id);
    const registry = region.registry();
    const now = clock.now();
    const filter = {
      topic: crisis.topics,
      from: crisis.from,
      ...(crisis.municipalities ? { municipality: crisis.municipalities } : {}),
      ...(crisis.to ? { to: crisis.to } : {}),
    };
    const act = { pool, signal, registry, actor: staffActor(caller, scope, registry), now };
    return answering(() => massAnswer(act, filter, request.body, caseContext(region, scope, now)));
  },
};

async function crisisOf<N extends Doors>(request: Request<N>, id: string): Promise<Crisis> {
  const crisis = await readCrisis(request.app.pool, authorised(request).region.code, id);
  if (!crisis) throw notFound('Такого кризисного режима нет.');
  return crisis;
}

function checkCodes(
  {
    topics,
    newTopics,
    municipalities,
  }: { topics: string[]; newTopics: { parent: string }[]; municipalities: string[] | null },
  registry: RegionRegistry,
): void {
  const unknown =
    [...topics, ...newTopics.map(({ parent }) => parent)].find(
      (code) => !registry.taxonomy.byCode.has(code),
    ) ?? municipalities?.find((code) => !registry.municipalities.has(code));
  if (unknown) throw new HttpProblem(422, 'Такого нет в справочнике', `«${unknown}»: выберите из списка.`);
}

function namesOf(code: string, { taxonomy }: RegionRegistry): string[] {
  return pathOf(code, taxonomy).map((topic) => topic.name);
}

function today(now: Date, { file }: RegionRegistry): string {
  return now.toLocaleDateString('sv', { timeZone: file.timeZone });
}
