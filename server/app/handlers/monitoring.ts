import {
  acceptCandidate,
  CandidateConflict,
  decideMany,
  ExportUnreadable,
  importSources,
  listCandidates,
  listSources,
  ReadFailed,
  readExport,
  readSource,
  rejectCandidate,
  undoDecision,
  writeSource,
} from '../../monitoring/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { TableError } from '../../platform/tabular/table-error.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

type Doors =
  | 'sources'
  | 'addSource'
  | 'saveSource'
  | 'importSources'
  | 'readSource'
  | 'readExport'
  | 'candidates'
  | 'acceptCandidate'
  | 'rejectCandidate'
  | 'undoCandidate'
  | 'decideCandidates';

/** A channel of years is a few hundred megabytes. */
const EXPORT_BYTES_MAX = 2_000_000_000;

export const monitoringHandlers: Handlers<Doors> = {
  async sources(request) {
    const { region } = authorised(request);
    return { rows: await listSources(request.app.pool, region.code) };
  },
  async addSource(request) {
    const id = uuidV7(request.app.clock.now().getTime());
    await write(request, id, true);
    return { id };
  },
  async saveSource(request) {
    await write(request, request.params.id, false);
    return undefined;
  },
  async importSources(request) {
    const { region } = authorised(request);
    const { pool, clock } = request.app;
    try {
      return await importSources(pool, region.code, request.body, namesOf(region.registry()), clock.now());
    } catch (error) {
      if (error instanceof TableError) throw new HttpProblem(422, 'Файл не читается', error.message);
      throw error;
    }
  },
  async readSource(request) {
    const { context, taker } = monitoringOf(request);
    try {
      const taken = await readSource(context, taker, request.params.id);
      if (taken) return taken;
    } catch (error) {
      if (error instanceof ReadFailed) throw new HttpProblem(502, 'Источник не прочитан', error.message);
      throw error;
    }
    throw new HttpProblem(
      409,
      'Прочитать сейчас нельзя',
      'Источник читает другой процесс, или его читают не сами: посмотрите, как он читается.',
    );
  },
  async readExport(request) {
    const { context, taker } = monitoringOf(request);
    const file = await request.http.file({ limits: { fileSize: EXPORT_BYTES_MAX } });
    if (!file)
      throw new HttpProblem(400, 'Нет файла', 'Приложите result.json из Telegram Desktop в поле file.');
    try {
      const taken = await readExport(context, taker, request.params.id, file.file);
      if (taken) return taken;
    } catch (error) {
      if (error instanceof ExportUnreadable) throw new HttpProblem(422, 'Файл не читается', error.message);
      throw error;
    }
    throw notFound('Такого источника нет. Обновите список.');
  },
  async candidates(request) {
    const { region, scope } = authorised(request);
    const { limit, ...filter } = request.query;
    return listCandidates(request.app.pool, region.code, filter, scope, limit);
  },
  async acceptCandidate(request) {
    const { body } = request;
    checkCodes(body, authorised(request).region.registry());
    const { context } = monitoringOf(request);
    const begun = await deciding(() => acceptCandidate(context, request.params.id, body, deciderOf(request)));
    return { appeal: begun.appealId, number: begun.number };
  },
  async rejectCandidate(request) {
    const { context } = monitoringOf(request);
    await deciding(() =>
      rejectCandidate(context, request.params.id, request.body.reason, deciderOf(request)),
    );
    return undefined;
  },
  async undoCandidate(request) {
    const { context } = monitoringOf(request);
    await deciding(() => undoDecision(context, request.params.id, deciderOf(request)));
    return undefined;
  },
  async decideCandidates(request) {
    const { context } = monitoringOf(request);
    return deciding(() => decideMany(context, request.body, deciderOf(request)));
  },
};

const monitoringOf = <N extends Doors>(request: Request<N>) =>
  request.app.monitoring(authorised(request).region.code);

function deciderOf<N extends Doors>(request: Request<N>) {
  const { caller, scope } = authorised(request);
  return { login: caller.login, scope };
}

async function deciding<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CandidateConflict)) throw error;
    if (error.reason === 'not_found') throw notFound(error.message);
    throw new HttpProblem(409, error.reason === 'decided' ? 'Уже решено' : 'Уже не вернуть', error.message);
  }
}

async function write(
  request: Request<'addSource'> | Request<'saveSource'>,
  id: string,
  fresh: boolean,
): Promise<void> {
  const { region } = authorised(request as Request<'addSource'>);
  checkCodes(request.body, region.registry());
  const written = await writeSource(request.app.pool, region.code, id, request.body, fresh);
  if (written === 'absent') throw notFound('Такого источника нет. Обновите список.');
  if (written === 'taken')
    throw new HttpProblem(
      409,
      'Такой адрес уже есть',
      'Источник с этим адресом уже в списке: измените его.',
      {
        errors: { address: 'Уже есть в списке' },
      },
    );
}

function checkCodes(
  named: { municipality: string | null; organisation?: string | null; topic?: string | null },
  { municipalities, organisations, taxonomy }: RegionRegistry,
): void {
  const { municipality, organisation, topic } = named;
  const unknown =
    (municipality && !municipalities.has(municipality) && municipality) ||
    (organisation && !organisations.has(organisation) && organisation) ||
    (topic && !taxonomy.byCode.has(topic) && topic);
  if (unknown) throw new HttpProblem(422, 'Такого нет в справочнике', `«${unknown}»: выберите из списка.`);
}

/** Codes by code or by name, as people write them in a table. */
function namesOf({ file }: RegionRegistry) {
  const index = (items: readonly { code: string; name: string }[]) => {
    const codes = new Map<string, string>();
    for (const { code, name } of items) for (const said of [name, code]) codes.set(said.toLowerCase(), code);
    return (said: string) => codes.get(said.trim().toLowerCase()) ?? null;
  };
  return { municipality: index(file.municipalities), organisation: index(file.organisations) };
}
