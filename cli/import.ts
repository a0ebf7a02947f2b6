import { accessSync, constants } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { openRegistrar } from '../server/app/open-registrar.ts';
import {
  type FileScan,
  type ImportMapping,
  importFile,
  profileNames,
  readMapping,
  readProfile,
  scanFile,
} from '../server/intake/import/index.ts';
import type { Database } from '../server/platform/database/index.ts';
import { transaction } from '../server/platform/database/index.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import {
  extendRegistry,
  loadRegion,
  nameLookup,
  organisationsForNames,
  topicsForNames,
} from '../server/registry/store/index.ts';
import { onlyRegion } from './only-region.ts';
import { withStore } from './open-store.ts';
import { progressBar } from './progress-bar.ts';

interface Options {
  as?: string;
  map?: string;
  region?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `otklik import FILE`: appeals from a file, each once, bad rows beside the file with reasons. */
export function importCommand(): Command {
  return new Command('import')
    .description('принять обращения из файла CSV, JSONL или XLSX (можно .gz); повтор ничего не удваивает')
    .argument('<файл>')
    .option('--as <профиль>', `что значат столбцы: ${profileNames().join(', ')}`)
    .option('--map <файл>', 'свой файл соответствий столбцов (см. docs/examples)')
    .option('--region <код>', 'код региона; можно не указывать, если регион один')
    .option('--dry-run', 'только прочитать и проверить, ничего не записывать')
    .option('--json', 'итог в JSON')
    .action(async (path: string, options: Options) => {
      if (!options.as && !options.map)
        throw new TableError('Скажите, что значат столбцы: --as ПРОФИЛЬ или --map ФАЙЛ.json.');
      const mapping = options.map ? readMapping(options.map) : readProfile(options.as!);
      const result = await withStore((database) => run(database, path, mapping, options));
      if (options.json) return console.log(JSON.stringify(result));
      console.log(
        `${options.dryRun ? 'Проверено' : 'Принято'}: ${number(result.added)}, уже были: ${number(result.alreadyThere)}, отклонено: ${number(result.rejected)} из ${number(result.rows)} строк.`,
      );
      if (result.rejectsPath) console.log(`Отклонённые строки с причинами: ${result.rejectsPath}`);
      if (result.stopped) console.log('Остановлено. Повторите ту же команду: она продолжит.');
    });
}

const number = (value: number) => value.toLocaleString('ru');

async function run(database: Database, path: string, mapping: ImportMapping, options: Options) {
  const { pool } = database;
  const regionId = options.region ?? (await onlyRegion(database));
  const scan = await scanFile(path, mapping);
  if (!options.dryRun) await learnNames(database, regionId, scan, mapping);
  const registrar = await openRegistrar(database, regionId);
  const registry = await loadRegion(pool, regionId);
  const bar = progressBar('Приём', scan.rows, options.json);
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  try {
    return await importFile({
      path,
      mapping,
      lookup: nameLookup(registry),
      timeZone: mapping.timeZone ?? registry.file.timeZone,
      register: options.dryRun ? null : registrar.context,
      rejectsPath: rejectsPathFor(path),
      onProgress: ({ rows }) => bar.update(rows),
      stopped: () => stopped,
    });
  } finally {
    bar.stop();
    process.off('SIGINT', stop);
    await registrar.close();
  }
}

async function learnNames(
  { pool }: Database,
  regionId: string,
  scan: FileScan,
  mapping: ImportMapping,
): Promise<void> {
  const registry = await loadRegion(pool, regionId);
  const topics = mapping.create.includes('topic')
    ? topicsForNames(registry, scan.topics.values(), mapping.sectors ?? {})
    : [];
  const organisations = mapping.create.includes('organisation')
    ? organisationsForNames(registry, scan.organisations)
    : [];
  if (topics.length === 0 && organisations.length === 0) return;
  await transaction(pool, (client) => extendRegistry(client, regionId, { topics, organisations }));
}

/** Beside the file, or in the current folder when that place is closed. */
function rejectsPathFor(path: string): string {
  const beside = `${path}.rejected.jsonl`;
  try {
    accessSync(dirname(resolve(path)), constants.W_OK);
    return beside;
  } catch {
    return join(process.cwd(), `${basename(path)}.rejected.jsonl`);
  }
}
