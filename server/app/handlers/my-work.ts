import { type Caller, hatsOf } from '../../access/index.ts';
import {
  CaseConflict,
  judgeAction,
  readColleagues,
  readMyWork,
  readWaitingApprovals,
  replyAsResident,
} from '../../casework/index.ts';
import { withDescendants } from '../../registry/organisation-tree.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import { answering, residentAct } from './case-actions.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers } from './handler.ts';
import { readableCase } from './readable-case.ts';

export const myWorkHandlers: Handlers<'mine' | 'approvals' | 'colleagues' | 'replyAsResident'> = {
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
      (organisation) => hatsOf(caller, organisation, region.registry()),
      caseContext(region, scope, request.app.clock.now()),
    );
  },
  async colleagues(request) {
    const { caller, region } = authorised(request);
    const registry = region.registry();
    const row = await readableCase(request, request.params.id);
    return answering(async () => {
      // Names of a body's people are for those who share out its work.
      if (judgeAction('assign', row.status, hatsOf(caller, row.organisation, registry)) === 'not_yours')
        throw new CaseConflict('not_yours', 'Поручает дело руководитель ответственного органа.');
      const known = row.topic && registry.taxonomy.byCode.has(row.topic) ? row.topic : null;
      const rows = await readColleagues(
        request.app.pool,
        region.code,
        row,
        withDescendants([row.organisation], registry.organisations),
        known ? pathOf(known, registry.taxonomy).map((topic) => topic.code) : [],
        request.app.clock.now(),
      );
      return { rows };
    });
  },
  async replyAsResident(request) {
    const act = residentAct(request.app, request.params.token);
    return { status: await answering(() => replyAsResident(act, request.body.text)) };
  },
};

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
