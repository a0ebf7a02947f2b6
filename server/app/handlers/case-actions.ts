import type { CaseAction } from '../../../contract/casework.ts';
import {
  type Acted,
  actOnCase,
  actWithin,
  type CaseAct,
  CaseConflict,
  findByFollowToken,
  listDrafts,
  saveDraft,
} from '../../casework/index.ts';
import { checkSolution } from '../../control/index.ts';
import { transaction } from '../../platform/database/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import type { AppContext } from '../app-context.ts';
import { residentActor, staffActor } from '../case-actor.ts';
import type { RegionRuntime } from '../region-runtime.ts';
import { requireScopes } from '../scoped-actions.ts';
import { authorised, type Handlers, type Request } from './handler.ts';
import { readableCase } from './readable-case.ts';
import { versionOf } from './version-of.ts';

export const caseActionHandlers: Handlers<'actOnCase' | 'saveDraft' | 'drafts' | 'actAsResident'> = {
  async actOnCase(request) {
    requireScopes(authorised(request).caller, [request.body]);
    const act = actOf(request);
    const version = versionOf(request.http);
    const { row } = await answering(() =>
      request.body.action === 'confirm_solution' && request.body.attachments?.length
        ? confirmByPhoto(act, request.body, request.body.attachments, version)
        : actOnCase(act, request.body, version),
    );
    return {
      id: row.appeal_id,
      version: row.version,
      status: row.status,
      dueAt: row.due_at?.toISOString() ?? null,
    };
  },
  async saveDraft(request) {
    return answering(() => saveDraft(actOf(request), request.body));
  },
  async drafts(request) {
    await readableCase(request, request.params.id);
    const { region } = authorised(request);
    return { rows: await listDrafts(request.app.pool, region.code, request.params.id) };
  },
  async actAsResident(request) {
    const act = residentAct(request.app, request.params.token);
    const { row } = await answering(() => actOnCase(act, request.body as CaseAction, null));
    return { status: row.status };
  },
};

/** Whoever holds the link, before the case it opens. @throws HttpProblem 404 */
export function residentAct(app: AppContext, token: string): CaseAct {
  const found = findByFollowToken(
    (code) => app.regions().find((region) => region.code === code)?.secret,
    token,
  );
  if (!found) throw notFound('Ссылка неверна. Откройте её из письма или сообщения целиком.');
  return baseAct(app, app.region(found.regionId), found.appealId, residentActor);
}

/** The photos are held against the case's place and times in the transaction that takes them for a proof. */
async function confirmByPhoto(
  act: CaseAct,
  action: CaseAction,
  attachments: readonly string[],
  version: number,
): Promise<Acted> {
  const { pool, registry, appealId, now } = act;
  const acted = await transaction(pool, async (client) => {
    const done = await actWithin(client, act, action, version);
    if (!(await checkSolution(client, registry.code, appealId, attachments, now)))
      throw new CaseConflict('invalid', 'Среди файлов есть не фотографии этого дела. Приложите их к делу.');
    return done;
  });
  act.signal.wake();
  return acted;
}

function actOf(request: Request<'actOnCase'> | Request<'saveDraft'>): CaseAct {
  const { caller, region, scope } = authorised(request as Request<'actOnCase'>);
  return baseAct(request.app, region, request.params.id, staffActor(caller, scope, region.registry()));
}

function baseAct(app: AppContext, region: RegionRuntime, appealId: string, actor: CaseAct['actor']): CaseAct {
  return {
    pool: app.pool,
    signal: app.signal,
    registry: region.registry(),
    appealId,
    actor,
    now: app.clock.now(),
  };
}

const TITLES: Record<CaseConflict['reason'], [status: number, title: string]> = {
  not_found: [404, 'Не найдено'],
  changed_meanwhile: [412, 'Дело изменилось'],
  not_now: [409, 'Сейчас так нельзя'],
  not_yours: [403, 'Не ваше действие'],
  invalid: [422, 'Так сделать нельзя'],
};

/** Refusals of the path become answers that a person can act upon. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CaseConflict)) throw error;
    const [status, title] = TITLES[error.reason];
    const changes = error.changes.map(({ at, type, actor }) => ({ at: at.toISOString(), type, actor }));
    throw new HttpProblem(status, title, error.message, changes.length > 0 ? { changes } : {});
  }
}
