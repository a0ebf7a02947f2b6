import { HttpProblem } from '../../platform/http/problem.ts';
import { DEFAULT_POLICIES } from '../../registry/deadlines/index.ts';
import { NormRefusal } from '../../registry/store/index.ts';
import { changeNorm, previewNorm } from '../change-norm.ts';
import { authorised, type Handlers } from './handler.ts';

export const normsHandlers: Handlers<'norms' | 'previewNorm' | 'changeNorm'> = {
  async norms(request) {
    const { policies, taxonomy } = authorised(request).region.registry();
    return {
      topics: taxonomy.topics.map(({ code, normDays }) => ({ topic: code, days: normDays ?? null })),
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

async function accepted<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NormRefusal) throw new HttpProblem(422, 'Такой нормы быть не может', error.message);
    throw error;
  }
}
