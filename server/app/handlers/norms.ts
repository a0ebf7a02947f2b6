import { REGIMES, type Regime } from '../../../contract/vocabulary.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import { DEFAULT_POLICIES, policyFor } from '../../registry/deadlines/index.ts';
import { NormRefusal, type RegionRegistry, termRulesOf } from '../../registry/store/index.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import { changeNorm, previewNorm } from '../change-norm.ts';
import { authorised, type Handlers } from './handler.ts';

const ORDINARY_URGENCY = 2;

export const normsHandlers: Handlers<'norms' | 'previewNorm' | 'changeNorm'> = {
  async norms(request) {
    const registry = authorised(request).region.registry();
    const { policies, taxonomy } = registry;
    return {
      topics: taxonomy.topics.map(({ code, normDays }) => ({
        topic: code,
        days: normDays ?? null,
        policies: policiesOf(code, registry),
      })),
      policies: policies.map((policy) => ({
        id: policy.id,
        title: policy.title,
        own: !DEFAULT_POLICIES.includes(policy),
        policy: { ...policy },
      })),
    };
  },
  async previewNorm(request) {
    const { region } = authorised(request);
    const { pool, clock } = request.app;
    return accepted(() => previewNorm(pool, region.registry(), request.body, clock.now()));
  },
  async changeNorm(request) {
    const { region } = authorised(request);
    const { pool, signal, clock } = request.app;
    return accepted(() => changeNorm(pool, signal, region.registry(), request.body, clock.now()));
  },
};

/** What holds for a topic where nothing special is known of the case. */
function policiesOf(topic: string, registry: RegionRegistry): Record<Regime, string> {
  const question = {
    path: pathOf(topic, registry.taxonomy),
    channel: '',
    urgency: ORDINARY_URGENCY,
    organisation: '',
  };
  const rules = termRulesOf(registry);
  const named = REGIMES.map((regime) => [regime, policyFor({ ...question, regime }, rules).id] as const);
  return Object.fromEntries(named) as Record<Regime, string>;
}

async function accepted<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NormRefusal) throw new HttpProblem(422, 'Такой нормы быть не может', error.message);
    throw error;
  }
}
