import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { may } from '../../../contract/access.ts';
import { CALLS_FILE_BYTES_MAX, maskPhone } from '../../../contract/calls.ts';
import type { AccessScope } from '../../access/index.ts';
import {
  CallRefusal,
  importCalls,
  readCallBacks,
  settleCallBack,
  summariseCalls,
  takeCallBack,
} from '../../channels/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { TableError } from '../../platform/tabular/table-error.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

type Doors = 'callBacks' | 'takeCallBack' | 'settleCallBack' | 'callSummary' | 'importCalls';

const DAYS_MAX = 400;

export const callHandlers: Handlers<Doors> = {
  async callBacks(request) {
    // A call belongs to the line, not to a body: whoever is limited to a body's cases has none of them.
    if (authorised(request).scope.organisations) return { rows: [], total: 0, triesMax: 0 };
    return readCallBacks(request.app.pool, request.query, readerOf(request));
  },
  async takeCallBack(request) {
    return refusing(request, () => takeCallBack(request.app.pool, request.params.id, readerOf(request)));
  },
  async settleCallBack(request) {
    return refusing(request, () =>
      settleCallBack(request.app.pool, request.params.id, request.body, readerOf(request)),
    );
  },
  async callSummary(request) {
    const { region } = authorised(request);
    const { from, to } = request.query;
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    if (days < 0 || days > DAYS_MAX)
      throw new HttpProblem(
        422,
        'Проверьте дни',
        `Последний день не раньше первого, всего не больше ${DAYS_MAX}.`,
      );
    const { timeZone } = region.registry().file;
    return summariseCalls(request.app.pool, region.code, { from, to, timeZone });
  },
  async importCalls(request) {
    const { region } = authorised(request);
    const { app, query } = request;
    const file = await request.http.file({ limits: { fileSize: CALLS_FILE_BYTES_MAX } });
    if (!file) throw new HttpProblem(400, 'Нет файла', 'Приложите журнал звонков в поле file.');
    const folder = await mkdtemp(join(tmpdir(), 'otklik-calls-'));
    // By what it says it is: the reader tells kinds of files by their names.
    const path = join(folder, file.filename.toLowerCase().endsWith('.xlsx') ? 'calls.xlsx' : 'calls.csv');
    try {
      await pipeline(file.file, createWriteStream(path));
      if (file.file.truncated)
        throw new HttpProblem(
          413,
          'Файл больше 50 МБ',
          'Загрузите его на сервере командой: npx otklik calls ФАЙЛ.',
        );
      const imported = await importCalls(path, {
        pool: app.pool,
        regionId: region.code,
        timeZone: region.registry().file.timeZone,
        channel: query.channel,
        account: 'main',
        pseudonym: app.channels(region.code).context.pseudonym,
        now: app.clock.now(),
        dry: query.dry,
      });
      if (readerOf(request).seesPhones) return imported;
      const sample = imported.sample.map((row) => ({ ...row, phone: row.phone && maskPhone(row.phone) }));
      return { ...imported, sample };
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      throw new HttpProblem(422, 'Журнал не читается', error.message.replaceAll(path, file.filename));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A caller has no body, topic or place yet: his number is for those whose limits leave nothing out. */
const seesLine = ({ organisations, topics, municipalities }: AccessScope): boolean =>
  organisations === null && topics === null && municipalities === null;

function readerOf<N extends Doors>(request: Request<N>) {
  const { caller, region, scope } = authorised(request);
  const seesPhones = may(caller, 'personal_data.read') && seesLine(scope);
  return { regionId: region.code, login: caller.login, seesPhones, now: request.app.clock.now() };
}

async function refusing<N extends Doors, T>(request: Request<N>, work: () => Promise<T>): Promise<T> {
  if (!seesLine(authorised(request).scope)) throw notFound('Такой задачи нет или она не ваша.');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallRefusal)) throw error;
    throw new HttpProblem(409, 'Не получилось', error.message);
  }
}
