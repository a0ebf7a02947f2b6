import { may } from '../../../contract/access.ts';
import { noteReadings } from '../../access/index.ts';
import { actOnCase } from '../../casework/index.ts';
import {
  noteArrival,
  packCase,
  readResult,
  sentCase,
  type TransferIssue,
  verifyPackage,
  verifyResult,
} from '../../exchange/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { staffActor } from '../case-actor.ts';
import { answering } from './case-actions.ts';
import { authorised, type Handlers } from './handler.ts';
import { filedAnswer, registerOnce } from './intake.ts';
import { readableCase } from './readable-case.ts';

type Names = 'packCase' | 'takePackage' | 'caseResult' | 'takeCaseResult';

export const transferHandlers: Handlers<Names> = {
  async packCase(request) {
    const { caller, region } = authorised(request);
    const { app, params } = request;
    await readableCase(request, params.id);
    const contacts = may(caller, 'personal_data.read');
    const now = app.clock.now();
    const packed = await packCase(app.pool, region.registry(), params.id, {
      login: caller.login,
      contacts,
      now,
    });
    if (typeof packed === 'string') throw issueOf(packed);
    if (packed.case.contact) await noteReadings(app.pool, region.code, caller.login, [params.id], now);
    return packed;
  },
  async takePackage(request) {
    const { caller, region } = authorised(request);
    const { app, body } = request;
    if (!verifyPackage(body)) throw damaged();
    if (body.region.code === region.code)
      throw new HttpProblem(422, 'Это дело вашего региона', 'Пакет принимает другой регион.');
    const { contact, number, topic, ...sent } = body.case;
    const registered = await registerOnce(region, {
      channel: 'api',
      externalId: `region:${body.region.code}:${number}`,
      filedAt: new Date(sent.filedAt),
      text: sent.text,
      regime: sent.regime,
      sourceName: `${body.region.name}, дело ${number}`,
      address: sent.address,
      point: sent.point,
      topicHint: topic,
      contact,
      authorIdentity: contact?.email || contact?.phone || null,
      raw: body,
    });
    await noteArrival(app.pool, region.code, registered.appealId, body, {
      login: caller.login,
      now: app.clock.now(),
    });
    if (registered.repeated) request.reply.status(200);
    return filedAnswer(app, region, registered);
  },
  async caseResult(request) {
    await readableCase(request, request.params.id);
    const { region } = authorised(request);
    const result = await readResult(request.app.pool, region.registry(), request.params.id);
    if (typeof result === 'string') throw issueOf(result);
    return result;
  },
  async takeCaseResult(request) {
    const { caller, region, scope } = authorised(request);
    const { app, body } = request;
    if (!verifyResult(body)) throw damaged();
    const appealId = await sentCase(app.pool, region.code, body);
    if (!appealId)
      throw notFound(
        'Такого дела вы не передавали, или пакет с тех пор сделан заново: попросите ответ на него.',
      );
    const registry = region.registry();
    const { row, version } = await answering(() =>
      actOnCase(
        {
          pool: app.pool,
          signal: app.signal,
          registry,
          appealId,
          actor: staffActor(caller, scope, registry),
          now: app.clock.now(),
        },
        { action: 'take_result', text: body.text, outcome: body.outcome },
        null,
      ),
    );
    return { id: appealId, version, status: row.status, dueAt: row.due_at?.toISOString() ?? null };
  },
};

const damaged = () =>
  new HttpProblem(422, 'Файл повреждён', 'Его отпечаток не сходится: попросите прислать файл заново.');

function issueOf(issue: TransferIssue): HttpProblem {
  switch (issue) {
    case 'not_handed_out':
      return new HttpProblem(
        409,
        'Дело не передано',
        'Сначала передайте его за пределы региона на карточке дела.',
      );
    case 'not_from_outside':
      return new HttpProblem(
        409,
        'Дело не из другого региона',
        'Ответ файлом нужен только переданным делам.',
      );
    case 'not_answered':
      return new HttpProblem(409, 'Ответа ещё нет', 'Файл можно сделать, когда жителю дан ответ.');
  }
}
