import { may } from '../../../contract/access.ts';
import { listApprovers, listChains, previewChain, saveChain } from '../../casework/index.ts';
import { notFound } from '../../platform/http/problem.ts';
import { staffActor } from '../case-actor.ts';
import { answering } from './case-actions.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

export const approvalChainsHandlers: Handlers<'chains' | 'previewChain' | 'addChain' | 'changeChain'> = {
  async chains(request) {
    const { caller, region } = authorised(request);
    const { pool } = request.app;
    const [chains, approvers] = await Promise.all([
      listChains(pool, region.registry()),
      may(caller, 'chains.change') ? listApprovers(pool, region.code) : [],
    ]);
    return { chains, approvers };
  },
  async previewChain(request) {
    const { caller, region, scope } = authorised(request);
    const { pool, signal, clock } = request.app;
    const registry = region.registry();
    const actor = staffActor(caller, scope, registry);
    return answering(() => previewChain({ pool, signal, registry, actor, now: clock.now() }, request.query));
  },
  async addChain(request) {
    const id = await answering(() => save(request));
    return { id: id! };
  },
  async changeChain(request) {
    const saved = await answering(() => save(request, request.params.id));
    if (!saved) throw notFound('Такой цепочки уже нет. Обновите страницу.');
    return undefined;
  },
};

function save(request: Request<'addChain'> | Request<'changeChain'>, id?: string): Promise<string | null> {
  const { caller, region } = authorised(request as Request<'addChain'>);
  const { pool, clock } = request.app;
  return saveChain(pool, region.registry(), request.body, { login: caller.login, now: clock.now(), id });
}
