import { Command } from 'commander';
import type { ImportedCalls } from '../contract/calls.ts';
import { CALL_LINES, CallLine } from '../contract/calls.ts';
import { pseudonymOf } from '../server/app/pseudonym.ts';
import { secretOf } from '../server/app/region-runtime.ts';
import { importCalls } from '../server/channels/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import type { Database } from '../server/platform/database/index.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { loadRegion } from '../server/registry/store/index.ts';
import { onlyRegion } from './only-region.ts';
import { withStore } from './open-store.ts';

interface Options {
  region?: string;
  line: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `otklik calls FILE`: records of a telephone exchange, each call once; lost ones become tasks to call back. */
export function callsCommand(): Command {
  return new Command('calls')
    .description(
      'принять журнал звонков АТС (CSV, как у Asterisk; можно .xlsx, .jsonl и .gz); повтор ничего не удваивает',
    )
    .argument('<файл>')
    .option('--line <линия>', `чьи звонки: ${CALL_LINES.join(', ')}`, 'hotline')
    .option('--region <код>', 'код региона; можно не указывать, если регион один')
    .option('--dry-run', 'только прочитать и проверить, ничего не записывать')
    .option('--json', 'итог в JSON')
    .action(async (path: string, options: Options) => {
      const line = CallLine.safeParse(options.line);
      if (!line.success) throw new TableError(`Линии «${options.line}» нет: ${CALL_LINES.join(' или ')}.`);
      const result = await withStore((database) => run(database, path, line.data, options));
      if (options.json) console.log(JSON.stringify(result));
      else console.log(words(result, options.dryRun === true));
    });
}

async function run(
  database: Database,
  path: string,
  channel: 'hotline' | 'call122',
  options: Options,
): Promise<ImportedCalls> {
  const regionId = options.region ?? (await onlyRegion(database));
  const registry = await loadRegion(database.pool, regionId);
  const secret = await secretOf(database.pool, regionId);
  return importCalls(path, {
    pool: database.pool,
    regionId,
    timeZone: registry.file.timeZone,
    channel,
    account: 'main',
    pseudonym: (identity) => pseudonymOf(secret, identity),
    now: systemClock.now(),
    dry: options.dryRun === true,
  });
}

const number = (value: number) => value.toLocaleString('ru');

function words({ rows, fresh, known, bad, reasons, callBacks }: ImportedCalls, dry: boolean): string {
  return [
    `${dry ? 'Проверено' : 'Принято'}: новых звонков ${number(fresh)}, уже были ${number(known)}, не прочитано ${number(bad)} из ${number(rows)} строк.`,
    ...(dry ? [] : [`Перезвонить: ${number(callBacks)}.`]),
    ...reasons.map(({ why, count, lines }) => `  ${number(count)} — ${why} (строки ${lines.join(', ')})`),
  ].join('\n');
}
