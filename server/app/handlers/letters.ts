import { admitsCase, noteReadings } from '../../access/index.ts';
import {
  type Letter,
  markSent,
  markUnsent,
  openLetter,
  openPostLetters,
  PrinterBusy,
  printLetters,
  readCaseLetters,
  readLetterhead,
  readPost,
  saveLetterhead,
  writeDocx,
} from '../../casework/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { dayOf } from '../../registry/region-day.ts';
import { residentAct } from './case-actions.ts';
import { authorised, type Handlers, type Request, requireContacts } from './handler.ts';
import { readableCase } from './readable-case.ts';

type Doors =
  | 'caseLetters'
  | 'letterFile'
  | 'followLetter'
  | 'post'
  | 'printPost'
  | 'markSent'
  | 'markUnsent'
  | 'letterhead'
  | 'saveLetterhead';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const letterHandlers: Handlers<Doors> = {
  async caseLetters(request) {
    const { id } = request.params;
    await readableCase(request, id);
    const { caller, region } = authorised(request);
    const letters = await readCaseLetters(request.app.pool, region.code, id);
    if (letters.received?.postalAddress)
      await noteReadings(request.app.pool, region.code, caller.login, [id], request.app.clock.now());
    return letters;
  },
  async letterFile(request) {
    const { id, source } = request.params;
    await readableCase(request, id);
    const { caller, region } = authorised(request);
    const { pool, clock } = request.app;
    const now = clock.now();
    const opened = await openLetter(pool, region.registry(), { appealId: id, source }, now);
    if (!opened) throw notFound('Такого письма в деле нет. Обновите карточку.');
    await noteReadings(pool, region.code, caller.login, [id], now);
    const { as } = request.query;
    const content = as === 'docx' ? await writeDocx(opened.letter) : await print([opened.letter]);
    return sendFile(request, content, as, opened.number);
  },
  async followLetter(request) {
    const { pool, registry, appealId, now } = residentAct(request.app, request.params.token);
    const opened = await openLetter(pool, registry, { appealId, source: 'last answer', open: true }, now);
    if (!opened) throw notFound('Ответа ещё нет. Он появится на странице обращения.');
    return sendFile(request, await print([opened.letter]), 'pdf', opened.number);
  },
  async post(request) {
    requireContacts(authorised(request).caller);
    return readPost(request.app.pool, request.query, readerOf(request));
  },
  async printPost(request) {
    const { caller, region, scope } = authorised(request);
    requireContacts(caller);
    const { pool, clock } = request.app;
    const now = clock.now();
    const asked = { ids: request.query.ids, scope };
    const { letters, appealIds } = await openPostLetters(pool, region.registry(), asked, now);
    if (letters.length === 0) throw notFound('Этих писем нет среди ваших. Обновите список.');
    await noteReadings(pool, region.code, caller.login, [...new Set(appealIds)], now);
    return sendFile(request, await print(letters), 'pdf', nameOf(letters));
  },
  async markSent(request) {
    const { region, scope } = authorised(request);
    const { app, body } = request;
    if (body.on > dayOf(app.clock.now(), region.registry().file.timeZone))
      throw new HttpProblem(422, 'Проверьте введённое', 'Письмо не могли отправить позже сегодняшнего дня.', {
        errors: { on: 'Позже сегодняшнего дня' },
      });
    // Nothing leaves without a number, also what was written by hand and never printed here.
    await openPostLetters(app.pool, region.registry(), { ids: body.ids, scope }, app.clock.now());
    return { marked: await markSent(app.pool, body, readerOf(request)) };
  },
  async markUnsent(request) {
    return { marked: await markUnsent(request.app.pool, request.body.ids, readerOf(request)) };
  },
  async letterhead(request) {
    const organisation = ownBody(request, request.params.organisation);
    return readLetterhead(request.app.pool, authorised(request).region.code, organisation);
  },
  async saveLetterhead(request) {
    const organisation = ownBody(request, request.params.organisation);
    return saveLetterhead(request.app.pool, authorised(request).region.code, organisation, request.body);
  },
};

function readerOf<N extends Doors>(request: Request<N>) {
  const { caller, region, scope } = authorised(request);
  return { regionId: region.code, scope, login: caller.login, now: request.app.clock.now() };
}

/** A body of the registry within the person's limits. @throws HttpProblem 404 */
function ownBody<N extends Doors>(request: Request<N>, organisation: string): string {
  const { region, scope } = authorised(request);
  const open = { ...scope, topics: null, municipalities: null, besides: null };
  const known = region.registry().organisations.has(organisation);
  if (!known || !admitsCase(open, { organisation, topic: null, municipality: null }))
    throw notFound('Такого органа нет или он не в вашем ведении.');
  return organisation;
}

/** @throws HttpProblem 503 */
async function print(letters: readonly Letter[]): Promise<Buffer> {
  try {
    return await printLetters(letters);
  } catch (error) {
    if (!(error instanceof PrinterBusy)) throw error;
    throw new HttpProblem(503, 'Сейчас печатают многие', 'Повторите через несколько секунд.', {
      headers: { 'retry-after': '5' },
    });
  }
}

const nameOf = (letters: readonly Letter[]) => `пачка ${letters.length}`;

function sendFile<N extends Doors>(
  { reply }: Request<N>,
  content: Buffer,
  as: 'pdf' | 'docx',
  number: string,
): unknown {
  const name = encodeURIComponent(`Письмо ${number.replaceAll('/', '-')}.${as}`);
  return reply
    .header('content-type', as === 'pdf' ? 'application/pdf' : DOCX)
    .header('content-disposition', `${as === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .header('cache-control', 'private, no-store')
    .send(content);
}
