import type { Regime } from '../../../contract/vocabulary.ts';
import { admitsCase } from '../../access/index.ts';
import { readQueue, readRowsUnscoped } from '../../casework/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import {
  correctTriage,
  findTriaged,
  previewRoute,
  type TriageAct,
  TriageConflict,
  undoTriage,
} from '../../triage/index.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request } from './handler.ts';
import { versionOf } from './version-of.ts';

export const triageHandlers: Handlers<'triageQueue' | 'decideTriage' | 'undoTriage' | 'previewRoute'> = {
  async triageQueue(request) {
    const { region, scope } = authorised(request);
    return readQueue(
      request.app.pool,
      request.query.limit,
      caseContext(region, scope, request.app.clock.now()),
    );
  },
  async decideTriage(request) {
    const version = versionOf(request.http);
    return answer(request, (act) => correctTriage(act, request.body, version));
  },
  async undoTriage(request) {
    return answer(request, undoTriage);
  },
  async previewRoute(request) {
    const { region, scope } = authorised(request);
    const { topic, municipality, appeal } = request.query;
    if (!region.registry().taxonomy.byCode.has(topic)) {
      throw new HttpProblem(422, 'Такой темы нет', 'Выберите тему из списка.');
    }
    const row = appeal ? await findTriaged(request.app.pool, region.code, appeal) : null;
    const inHand = row && admitsCase(scope, { ...row, coExecutors: row.co_executors }) ? row : null;
    return previewRoute(
      {
        topic,
        municipality: municipality ?? null,
        regime: (inHand?.regime as Regime | undefined) ?? 'pos_message',
        channel: inHand?.channel ?? 'web',
        urgency: inHand?.urgency ?? 2,
        from: inHand?.registered_at ?? request.app.clock.now(),
      },
      region.knowledge(),
    );
  },
};

async function answer(
  request: Request<'decideTriage'> | Request<'undoTriage'>,
  perform: (act: TriageAct) => Promise<number>,
) {
  const { caller, region, scope } = authorised(request as Request<'undoTriage'>);
  const act: TriageAct = {
    pool: request.app.pool,
    signal: request.app.signal,
    knowledge: region.knowledge(),
    appealId: request.params.id,
    login: caller.login,
    now: request.app.clock.now(),
    admits: (row) => admitsCase(scope, { ...row, coExecutors: row.co_executors }),
  };
  try {
    const version = await perform(act);
    // Without the scope: a correction may rightly move the case out of the sight of the one who made it.
    const [row] = await readRowsUnscoped(request.app.pool, region.code, [act.appealId]);
    const { route_why: routeWhy } = (
      await request.app.pool.query('select route_why from appeal where region_id = $1 and appeal_id = $2', [
        region.code,
        act.appealId,
      ])
    ).rows[0];
    return { ...row!, version, routeWhy };
  } catch (error) {
    if (error instanceof TriageConflict) throw problemOf(error);
    throw error;
  }
}

function problemOf({ reason, message }: TriageConflict): HttpProblem {
  switch (reason) {
    case 'not_found':
      return new HttpProblem(404, 'Не найдено', message);
    case 'changed_meanwhile':
      return new HttpProblem(412, 'Дело изменилось', message);
    case 'invalid':
      return new HttpProblem(422, 'Так решить нельзя', message);
    case 'too_late':
      return new HttpProblem(409, 'Уже не вернуть', message);
  }
}
