import { type Caller, hatsOf } from '../../access/index.ts';
import {
  listMentions,
  readMentions,
  readMyWork,
  readWaitingApprovals,
  replyAsResident,
} from '../../casework/index.ts';
import { withDescendants } from '../../registry/organisation-tree.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { answering, residentAct } from './case-actions.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

export const myWorkHandlers: Handlers<
  'mine' | 'approvals' | 'mentions' | 'readMentions' | 'replyAsResident'
> = {
  async mine(request) {
    const { caller, region, scope } = authorised(request);
    return readMyWork(
      request.app.pool,
      caller.login,
      bodiesOf(caller, region.registry()),
      caseContext(region, scope, request.app.clock.now()),
    );
  },
  async approvals(request) {
    const { caller, region, scope } = authorised(request);
    return readWaitingApprovals(
      request.app.pool,
      caller.login,
      (organisation) => hatsOf(caller, organisation, region.registry()),
      caseContext(region, scope, request.app.clock.now()),
    );
  },
  async mentions(request) {
    return listMentions(request.app.pool, mentioned(request));
  },
  async readMentions(request) {
    const { pool, clock } = request.app;
    return { read: await readMentions(pool, mentioned(request), request.body.ids ?? null, clock.now()) };
  },
  async replyAsResident(request) {
    const act = residentAct(request.app, request.params.token);
    return { status: await answering(() => replyAsResident(act, request.body.text)) };
  },
};

function mentioned(request: Request<'mentions'> | Request<'readMentions'>) {
  const { caller, region, scope } = authorised(request as Request<'mentions'>);
  return { regionId: region.code, login: caller.login, scope };
}

/** Bodies in whose name a person works: the own one with those under it, the lent ones, the centre's for whoever stands there. */
function bodiesOf(caller: Caller, registry: RegionRegistry): string[] {
  const roots = new Set([
    ...(caller.organisation === null ? [registry.file.centreOrganisation] : [caller.organisation]),
    ...caller.delegatedFor,
    registry.file.centreOrganisation,
  ]);
  return withDescendants([...roots], registry.organisations).filter((organisation) =>
    hatsOf(caller, organisation, registry).some(
      (hat) => hat.side === 'body' && ['executor', 'approver', 'coordinator'].includes(hat.role),
    ),
  );
}
