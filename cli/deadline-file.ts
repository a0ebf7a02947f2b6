import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { readTable, tableFormatOf } from '../server/platform/tabular/read-table.ts';
import { RequestError } from './deadline-moment.ts';
import type { DeadlineAnswer, DeadlineRequest } from './deadline-request.ts';

interface FileOptions extends DeadlineRequest {
  out?: string;
  json?: boolean;
}

/** Adds `due` to every row, in the order of the file; memory does not grow with it. */
export async function answerFile(
  path: string,
  options: FileOptions,
  answer: (request: DeadlineRequest) => DeadlineAnswer,
): Promise<void> {
  const asCsv = !options.json && tableFormatOf(path) !== 'jsonl';
  const out = options.out === undefined ? process.stdout : createWriteStream(options.out);
  let columns: string[] | null = null;
  let failed = 0;
  for await (const row of readTable(path)) {
    let result: Record<string, unknown>;
    try {
      if (row.problem) throw new RequestError(row.problem);
      result = { ...row.values, due: answer(requestOf(row.values, options)).due };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      failed += 1;
      result = { ...row.values, due: null, error: `строка ${row.line}: ${error.message}` };
    }
    let text = `${JSON.stringify(result)}\n`;
    if (asCsv) {
      const header = columns === null;
      columns ??= [...new Set([...Object.keys(row.values), 'due', 'error'])];
      text = stringify([result], { header, columns });
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  if (out !== process.stdout) {
    out.end();
    await once(out, 'finish');
  }
  if (failed > 0) {
    console.error(`Строк без срока: ${failed}. Причина — в поле error.`);
    process.exitCode = 1;
  }
}

/** Names of columns are taken as `timeZone`, `time_zone` or `time-zone` alike; an empty cell is as good as none. */
function requestOf(values: Record<string, unknown>, options: FileOptions): DeadlineRequest {
  const cells = new Map(
    Object.entries(values).map(([name, value]) => [name.toLowerCase().replace(/[\s_-]/g, ''), value]),
  );
  const cell = (name: string): string | undefined => {
    const value = cells.get(name.toLowerCase());
    // A spreadsheet's date has no zone: it is what the clocks of the region showed.
    if (value instanceof Date) return value.toISOString().slice(0, -1);
    return value === undefined || value === null || value === '' ? undefined : String(value);
  };
  const own = cell('amount') !== undefined;
  return {
    from: cell('from') ?? '',
    // A row with its own amount means that and not the policy of the options.
    policy: cell('policy') ?? (own ? undefined : options.policy),
    step: cell('step') ?? options.step,
    amount: cell('amount') ?? options.amount,
    unit: cell('unit') ?? options.unit,
    lastDay: cell('lastDay') ?? options.lastDay,
    dueTime: cell('dueTime') ?? options.dueTime,
    // A row with a region of its own is not in the zone of the options.
    region: cell('region') ?? options.region,
    timeZone: cell('timeZone') ?? (cell('region') === undefined ? options.timeZone : undefined),
  };
}
