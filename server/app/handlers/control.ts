import { stringify } from 'csv-stringify/sync';
import type { CaseFilter } from '../../../contract/filters.ts';
import { actWithin, whereAppeals } from '../../casework/index.ts';
import {
  acknowledge,
  addProcessVersion,
  type CaseCondition,
  countBoard,
  EscalationConflict,
  type EscalationContext,
  LADDER,
  listEscalations,
  listOverdue,
  type OverdueContext,
  PERIOD_DAYS_MAX,
  ReviewConflict,
  readKpis,
  readProcessEffect,
  readQueue,
  saveReview,
  takeReview,
} from '../../control/index.ts';
import { transaction } from '../../platform/database/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import { formatDay, parseDay } from '../../registry/calendar/index.ts';
import { dayOf } from '../../registry/region-day.ts';
import { listConnections, saveConnection, termRulesOf } from '../../registry/store/index.ts';
import { staffActor } from '../case-actor.ts';
import { answering } from './case-actions.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

type Names =
  | 'board'
  | 'escalations'
  | 'acknowledgeEscalation'
  | 'overdue'
  | 'overdueFile'
  | 'qualityQueue'
  | 'reviewAnswer'
  | 'processEffect'
  | 'addProcessVersion'
  | 'connections'
  | 'saveConnection'
  | 'kpi';

const FILE_ROWS_MAX = 50_000;
const PERIOD_DAYS_USUAL = 90;

export const controlHandlers: Handlers<Names> = {
  async board(request) {
    const { by, ...filter } = request.query;
    const { region } = authorised(request);
    return countBoard(by, {
      ...conditionOf(request, counted(filter)),
      pilot: conditionOf(request, { ...filter, pilot: 'only' }),
      pool: request.app.pool,
      timeZone: region.registry().file.timeZone,
      now: request.app.clock.now(),
      ladder: LADDER,
    });
  },
  async escalations(request) {
    const { waiting, rung, limit, ...filter } = request.query;
    return listEscalations(escalationContext(request, counted(filter)), { waiting, rung, limit });
  },
  async acknowledgeEscalation(request) {
    try {
      const row = await acknowledge(escalationContext(request, {}), request.params.id);
      request.app.signal.wake();
      return row;
    } catch (error) {
      if (!(error instanceof EscalationConflict)) throw error;
      throw error.reason === 'not_found'
        ? new HttpProblem(404, 'Не найдено', error.message)
        : new HttpProblem(403, 'Не вам', error.message);
    }
  },
  async overdue(request) {
    const { limit, after, ...filter } = request.query;
    try {
      return await listOverdue(overdueContext(request, counted(filter)), { limit, after });
    } catch (error) {
      if (error instanceof RangeError) throw new HttpProblem(400, 'Реестр не продолжить', error.message);
      throw error;
    }
  },
  async overdueFile(request) {
    const { region } = authorised(request);
    const found = await listOverdue(overdueContext(request, counted(request.query)), {
      limit: FILE_ROWS_MAX,
    });
    if (found.next)
      throw new HttpProblem(
        422,
        'Слишком большой файл',
        `Просроченных дел ${found.total}, в файл входит не больше ${FILE_ROWS_MAX}. Сузьте выбор: орган, тема или муниципалитет.`,
      );
    const { organisations, municipalities, taxonomy, file } = region.registry();
    const name = (code: string) => organisations.get(code)?.name ?? code;
    const day = new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeZone: file.timeZone });
    const text = stringify(
      found.rows.map((row) => [
        row.number,
        day.format(new Date(row.dueAt)),
        row.daysLate,
        name(row.organisation),
        name(row.heldByOrganisation),
        row.heldByName ?? row.heldBy ?? '',
        row.topic ? (taxonomy.byCode.get(row.topic)?.name ?? row.topic) : '',
        row.municipality ? (municipalities.get(row.municipality)?.name ?? row.municipality) : '',
        row.escalations,
        row.escalation,
      ]),
      {
        bom: true,
        delimiter: ';',
        header: true,
        columns: [
          'Номер',
          'Срок',
          'Просрочено рабочих дней',
          'У кого сейчас',
          'У кого было в срок',
          'Кто вёл',
          'Тема',
          'Муниципалитет',
          'Поднималось раз',
          'Ступень',
        ],
        // A cell that a spreadsheet would take for a formula stays text.
        cast: { string: (value) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value) },
      },
    );
    return request.reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="overdue.csv"')
      .header('cache-control', 'no-store')
      .send(text);
  },
  async qualityQueue(request) {
    return readQueue(request.app.pool, conditionOf(request, {}), request.query, request.app.clock.now());
  },
  async reviewAnswer(request) {
    const { caller, region, scope } = authorised(request);
    const { app, params, body } = request;
    const now = app.clock.now();
    const registry = region.registry();
    const reviewed = await answering(() =>
      transaction(app.pool, async (client) => {
        const taken = await takeReview(client, params.id, conditionOf(request, {}));
        const review = { ...body, reviewId: params.id, login: caller.login };
        const score = await saveReview(client, registry.code, review, now);
        if (body.verdict === 'pass' || !CAN_GO_BACK.has(taken.status)) return { score, status: taken.status };
        const act = {
          pool: app.pool,
          signal: app.signal,
          registry,
          appealId: taken.appealId,
          actor: staffActor(caller, scope, registry),
          now,
        };
        // A closed case is opened again; one that waits goes back from where it stands.
        const action = taken.status === 'closed' ? ('reopen' as const) : ('refuse_solution' as const);
        const acted = await actWithin(client, act, { action, reason: body.comment }, null);
        return { score, status: acted.row.status };
      }),
    ).catch((error: unknown) => {
      if (!(error instanceof ReviewConflict)) throw error;
      const status = { not_found: 404, done: 409, invalid: 422 }[error.reason];
      throw new HttpProblem(status, 'Проверка не принята', error.message);
    });
    app.signal.wake();
    return { id: params.id, verdict: body.verdict, ...reviewed };
  },
  async processEffect(request) {
    const { region } = authorised(request);
    const registry = region.registry();
    return readProcessEffect(
      {
        pool: request.app.pool,
        regionId: region.code,
        timeZone: registry.file.timeZone,
        calendar: termRulesOf(registry).deadlines.calendar,
        now: request.app.clock.now(),
        conditionFor: ({ topic, organisation }) =>
          conditionOf(request, {
            ...(topic ? { topic: [topic] } : {}),
            ...(organisation ? { organisation: [organisation] } : {}),
          }),
      },
      request.query.days,
    );
  },
  async addProcessVersion(request) {
    const { region } = authorised(request);
    const { topic, organisation } = request.body;
    const { taxonomy, organisations } = region.registry();
    if (topic && !taxonomy.byCode.has(topic))
      throw new HttpProblem(422, 'Проверьте введённое', 'Такой темы нет. Выберите из списка.');
    if (organisation && !organisations.has(organisation))
      throw new HttpProblem(422, 'Проверьте введённое', 'Такого органа нет. Выберите из списка.');
    return addProcessVersion(request.app.pool, region.code, request.body, request.app.clock.now());
  },
  async connections(request) {
    const { region } = authorised(request);
    return { rows: await listConnections(request.app.pool, region.code) };
  },
  async saveConnection(request) {
    const { region } = authorised(request);
    const { params, body, app } = request;
    if (!(await saveConnection(app.pool, region.code, params.code, body.stage)))
      throw new HttpProblem(404, 'Не найдено', 'Такой организации нет в справочнике. Обновите страницу.');
    return undefined;
  },
  async kpi(request) {
    const { region } = authorised(request);
    const registry = region.registry();
    const { from, to, ...filter } = request.query;
    const now = request.app.clock.now();
    const { timeZone } = registry.file;
    const today = dayOf(now, timeZone);
    const last = to ?? today;
    const first = from ?? formatDay(parseDay(last) - PERIOD_DAYS_USUAL + 1);
    const days = parseDay(last) - parseDay(first) + 1;
    if (days < 1 || days > PERIOD_DAYS_MAX)
      throw new HttpProblem(
        422,
        'Проверьте период',
        `Показатели считаются за 1–${PERIOD_DAYS_MAX} дней. Выберите период короче.`,
      );
    const condition = conditionOf(request, counted(filter));
    const pilot = conditionOf(request, { ...filter, from: first, to: last, pilot: 'only' });
    const { pool } = request.app;
    const { calendar } = termRulesOf(registry).deadlines;
    // Filter and scope are in the condition whole: nobody is given what was counted for other limits.
    return region.kpis(JSON.stringify([first, last, condition]), () =>
      readKpis({ from: first, to: last }, { ...condition, pilot, pool, timeZone, calendar, now }),
    );
  },
};

const CAN_GO_BACK = new Set(['answered', 'awaiting_rating', 'closed']);

/** What a region tried out is not how it works: control and indicators leave it out unless it is asked for. */
const counted = <F extends Omit<CaseFilter, 'q'>>(filter: F): F => ({
  ...filter,
  pilot: filter.pilot ?? 'without',
});

/** The reader's filter within the reader's scope; `appeal a`, the region is the first parameter. */
function conditionOf<N extends Names>(request: Request<N>, filter: Omit<CaseFilter, 'q'>): CaseCondition {
  const { region, scope } = authorised(request);
  const parameters: unknown[] = [];
  const where = whereAppeals(filter, caseContext(region, scope, request.app.clock.now()), parameters);
  return { where, parameters };
}

function escalationContext<N extends Names>(
  request: Request<N>,
  filter: Omit<CaseFilter, 'q'>,
): EscalationContext {
  const { caller, region } = authorised(request);
  const { file, organisations } = region.registry();
  return {
    ...conditionOf(request, filter),
    pool: request.app.pool,
    regionId: region.code,
    reader: caller,
    centre: file.centreOrganisation,
    organisations,
    now: request.app.clock.now(),
  };
}

function overdueContext<N extends Names>(request: Request<N>, filter: Omit<CaseFilter, 'q'>): OverdueContext {
  const { region } = authorised(request);
  return {
    ...conditionOf(request, filter),
    pool: request.app.pool,
    deadlines: termRulesOf(region.registry()).deadlines,
    now: request.app.clock.now(),
  };
}
