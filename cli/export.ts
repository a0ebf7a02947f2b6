import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command } from 'commander';
import { z } from 'zod';
import { EXPORT_PROFILES, ExportQuery } from '../contract/exchange.ts';
import { CaseFilter } from '../contract/filters.ts';
import { noteReadings } from '../server/access/index.ts';
import { exportContext, selectForExport } from '../server/app/export-selection.ts';
import { exportCases, exportFormat, indicatorsFile, readIndicators } from '../server/exchange/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import type { Database } from '../server/platform/database/index.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { loadRegion } from '../server/registry/store/index.ts';
import { onlyRegion } from './only-region.ts';
import { withStore } from './open-store.ts';

type Options = Record<string, string | undefined> & { as: string; out: string };

/** Whoever is at the command line sees the whole region. */
const EVERYTHING = { organisations: null, topics: null, municipalities: null };
/** Name in the journal of personal data. */
const COMMAND_LINE = 'командная строка';

/** `otklik export --as PROFILE --out FILE [filters]`: the list as a file, whole or not at all. */
export function exportCommand(): Command {
  const command = new Command('export')
    .description('выгрузить дела файлом: свой формат, «Инцидент», ССТУ, обзор, показатели за месяц')
    .requiredOption('--as <профиль>', EXPORT_PROFILES.join(', '))
    .requiredOption('--out <файл>', 'куда писать; вид файла по окончанию имени')
    .option('--region <код>', 'код региона; можно не указывать, если регион один')
    .option('--month <ГГГГ-ММ>', 'месяц подачи вместо --from и --to')
    .option('--department <guid>', 'ваш орган в ССТУ, для --as sstu')
    .option('--json', 'итог в JSON');
  for (const name of Object.keys(CaseFilter.shape))
    command.option(`--${name} <значение>`, 'как в адресе списка');
  return command.action(async (options: Options) => {
    const { rows } = await withStore((database) => run(database, options));
    console.log(
      options.json ? JSON.stringify({ rows, out: options.out }) : `Выгружено: ${rows.toLocaleString('ru')}.`,
    );
  });
}

/** Rows between two collections. */
const COLLECT_EVERY = 10_000;

/**
 * Pages are garbage as soon as they are written, and V8 first looks for old garbage at a quarter of a gigabyte, later still on a busy
 * machine: asked for it, a hundred thousand cases pass through 280 MB instead of 420.
 */
function createCollector(): (rows: number) => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  let collected = 0;
  return (rows) => {
    if (rows - collected < COLLECT_EVERY) return;
    collected = rows;
    collect();
  };
}

async function run(database: Database, options: Options): Promise<{ rows: number }> {
  const { region, out, json: _, ...asked } = options;
  const parsed = ExportQuery.safeParse(
    { ...asked, format: extname(out).slice(1) || undefined },
    { error: z.locales.ru().localeError },
  );
  if (!parsed.success)
    throw new TableError(
      parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  const query = parsed.data;
  const format = exportFormat(query.as, query.format);
  if (!format) throw new TableError(`Профиль «${query.as}» не пишет такой файл: «${out}».`);
  if (query.as === 'sstu' && !query.department)
    throw new TableError('Для ССТУ нужен --department: GUID вашего органа.');
  const { pool } = database;
  const code = region ?? (await onlyRegion(database));
  const registry = await loadRegion(pool, code);
  const now = systemClock.now();
  const selection = await selectForExport(pool, query, registry, EVERYTHING, now);
  // Under its own name only when it is whole.
  const part = `${out}.part`;
  let rows = 0;
  const collect = createCollector();
  try {
    if (query.as === 'indicators') {
      const found = await readIndicators(pool, selection, registry, now);
      rows = found.length;
      await writeFile(part, indicatorsFile(found, registry, format === 'csv' ? 'csv' : 'json', now));
    } else {
      const stream = await exportCases(pool, selection, {
        profile: query.as,
        format,
        context: await exportContext(pool, registry, now, query.department),
        onContacts: (ids) => noteReadings(pool, code, COMMAND_LINE, ids, now),
        onRows: (more) => {
          rows += more;
          collect(rows);
        },
      });
      await pipeline(stream, createWriteStream(part));
    }
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { rows };
}
