import { admitsCase } from '../../access/index.ts';
import {
  ableActions,
  addNote,
  askPart,
  attach,
  type CaseAct,
  caseOfPart,
  changeTemplate,
  deleteMacro,
  joinCase,
  linkCase,
  listAssignees,
  listEditions,
  listMacros,
  listTemplates,
  previewBulk,
  readAttachment,
  readWork,
  runBulk,
  saveMacro,
  saveTemplate,
  settlePart,
} from '../../casework/index.ts';
import { scanFile } from '../../platform/files/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import { staffActor } from '../case-actor.ts';
import { requireScopes } from '../scoped-actions.ts';
import { splitCase } from '../split-case.ts';
import { answering } from './case-actions.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request } from './handler.ts';
import { readableCase } from './readable-case.ts';

type Doors =
  | 'caseFile'
  | 'addNote'
  | 'askPart'
  | 'settlePart'
  | 'attach'
  | 'attachment'
  | 'linkCase'
  | 'joinCase'
  | 'splitCase'
  | 'assignees'
  | 'templates'
  | 'saveTemplate'
  | 'changeTemplate'
  | 'templateEditions'
  | 'ableActions'
  | 'deleteMacro'
  | 'previewBulk'
  | 'runBulk'
  | 'macros'
  | 'saveMacro';

export const caseFileHandlers: Handlers<Doors> = {
  async caseFile(request) {
    await readableCase(request, request.params.id);
    const { region, scope } = authorised(request);
    const { linked, ...work } = await readWork(request.app.pool, region.code, request.params.id);
    const links = linked
      .filter((row) => admitsCase(scope, row))
      .map(({ id, number, status, kind }) => ({ id, number, status, kind }));
    return { ...work, links };
  },
  async addNote(request) {
    return answering(() => addNote(actOf(request, request.params.id), request.body));
  },
  async askPart(request) {
    return answering(() => askPart(actOf(request, request.params.id), request.body));
  },
  async settlePart(request) {
    const { caller } = authorised(request);
    const act = await actOnPart(request);
    return answering(() => settlePart(act, request.params.id, request.body, caller.organisation));
  },
  async attach(request) {
    // Before the bytes are read: nobody fills the memory for a case that is not theirs.
    await readableCase(request, request.params.id);
    const file = await request.http.file();
    if (!file) throw new HttpProblem(400, 'Нет файла', 'Приложите файл в поле file.');
    const content = await file.toBuffer();
    const sent = { name: file.filename, content, purpose: request.query.purpose };
    const { scanner } = request.app;
    return answering(() =>
      attach(actOf(request, request.params.id), sent, (bytes) => scanFile(bytes, scanner)),
    );
  },
  async attachment(request) {
    const { region, scope } = authorised(request);
    const found = await readAttachment(request.app.pool, region.code, request.params.id);
    if (!found || !admitsCase(scope, found)) throw notFound('Такого файла нет или дело не в вашем ведении.');
    const shown = found.contentType.startsWith('image/') ? 'inline' : 'attachment';
    return request.reply
      .header('content-type', found.contentType)
      .header('content-disposition', `${shown}; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      .header('cache-control', 'private, max-age=3600')
      .send(found.content);
  },
  async linkCase(request) {
    const { other, kind } = request.body;
    await answering(() => linkCase(actOf(request, request.params.id), other, kind));
    return undefined;
  },
  async joinCase(request) {
    await answering(() => joinCase(actOf(request, request.params.id), request.body.lead));
    return undefined;
  },
  async splitCase(request) {
    const { region } = authorised(request);
    return answering(() => splitCase(actOf(request, request.params.id), region, request.body.text));
  },
  async assignees(request) {
    const row = await readableCase(request, request.params.id);
    const { region } = authorised(request);
    return listAssignees(request.app.pool, region.registry(), row, request.app.clock.now());
  },
  async templates(request) {
    const { region } = authorised(request);
    const { topic } = request.query;
    const { taxonomy } = region.registry();
    const path = topic && taxonomy.byCode.has(topic) ? pathOf(topic, taxonomy).map(({ code }) => code) : [];
    return { rows: await listTemplates(request.app.pool, region.code, path, request.query.all === '1') };
  },
  async saveTemplate(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    return saveTemplate(pool, region.code, request.body, { login: caller.login, now: clock.now() });
  },
  async changeTemplate(request) {
    const { region, caller } = authorised(request);
    const { app, params } = request;
    const { edition, ...template } = request.body;
    const by = { login: caller.login, now: app.clock.now() };
    const changed = await answering(() =>
      changeTemplate(app.pool, region.code, params.id, template, edition, by),
    );
    if (!changed) throw notFound('Такой заготовки уже нет. Обновите страницу.');
    return undefined;
  },
  async templateEditions(request) {
    const { region } = authorised(request);
    const rows = await listEditions(request.app.pool, region.code, request.params.id);
    if (!rows) throw notFound('Такой заготовки уже нет. Обновите страницу.');
    return { rows };
  },
  async ableActions(request) {
    const { act, context } = bulkOf(request);
    return ableActions(act, request.body, context);
  },
  async previewBulk(request) {
    const { act, context } = bulkOf(request);
    return answering(() => previewBulk(act, request.body, context));
  },
  async runBulk(request) {
    requireScopes(authorised(request).caller, request.body.actions);
    const { act, context } = bulkOf(request);
    return answering(() => runBulk(act, request.body, context));
  },
  async macros(request) {
    const { region } = authorised(request);
    return { rows: await listMacros(request.app.pool, region.code) };
  },
  async saveMacro(request) {
    const { region, caller } = authorised(request);
    return saveMacro(request.app.pool, region.code, request.body, caller.login, request.app.clock.now());
  },
  async deleteMacro(request) {
    const { region } = authorised(request);
    if (!(await deleteMacro(request.app.pool, region.code, request.params.id)))
      throw notFound('Такого набора действий уже нет.');
    return undefined;
  },
};

function actOf<N extends Doors | 'handOverPart' | 'confirmPart'>(
  request: Request<N>,
  appealId: string,
): CaseAct {
  const { caller, region, scope } = authorised(request);
  const { pool, signal, clock } = request.app;
  const registry = region.registry();
  return { pool, signal, registry, appealId, actor: staffActor(caller, scope, registry), now: clock.now() };
}

/** The case of a part, for doors that name only the part. @throws HttpProblem 404 */
export async function actOnPart<N extends 'settlePart' | 'handOverPart' | 'confirmPart'>(
  request: Request<N>,
): Promise<CaseAct> {
  const { region } = authorised(request);
  const appealId = await caseOfPart(request.app.pool, region.code, (request.params as { id: string }).id);
  if (!appealId) throw notFound('Такой части дела нет.');
  return actOf(request, appealId);
}

function bulkOf<N extends 'ableActions' | 'previewBulk' | 'runBulk'>(request: Request<N>) {
  const { region, scope } = authorised(request);
  const act = actOf(request, '');
  return { act, context: caseContext(region, scope, act.now) };
}
