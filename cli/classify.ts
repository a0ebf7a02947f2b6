import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { monotonicMs } from '../server/platform/clock.ts';
import { readTable } from '../server/platform/tabular/read-table.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import type { TextModel } from '../server/triage/text/index.ts';
import { loadModel, placeOf } from '../server/triage/text/index.ts';

interface Options {
  model: string;
  from: string;
  out: string;
  text?: string;
  json?: boolean;
}

const PIECE_CHARS = 1 << 18;

/** `otklik classify`: every row of the file, in order, with the five likeliest values of each label the model knows. */
export function classifyCommand(): Command {
  return new Command('classify')
    .description('определить темы и исполнителей обращений обученной моделью')
    .requiredOption('--model <файл>', 'модель, записанная otklik train')
    .requiredOption('--from <файл>', 'обращения: JSONL, CSV или XLSX, можно .gz')
    .requiredOption('--out <файл>', 'куда писать JSONL (.gz — сжатый); строки в том же порядке')
    .option('--text <поле>', 'поле с текстом; без него — как при обучении')
    .option('--json', 'итог в JSON')
    .addHelpText(
      'after',
      `
К каждой строке добавляется predicted: {"тема": [{"label": "…", "p": 0.93}, …]} — по пять значений с вероятностями.
Код выхода 1, если какие-то строки не прочитаны: они тоже попадут в файл, с problem и без predicted.

Пример:
  otklik classify --model region.model --from new.csv --out new.predicted.jsonl`,
    )
    .action(async (options: Options, command: Command) => {
      try {
        const { unread } = await run(options);
        if (unread > 0) process.exitCode = 1;
      } catch (error) {
        command.error(error instanceof Error ? error.message : String(error), {
          exitCode: error instanceof TableError ? 2 : 1,
        });
      }
    });
}

async function run(options: Options): Promise<{ unread: number }> {
  const model = await loadModel(options.model);
  const textField = options.text ?? model.textField;
  const bytesAll = await stat(options.from).then(
    (info) => info.size,
    () => 1,
  );
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: 'классификация [{bar}] {percentage} % · {rows} строк · осталось {eta_formatted}',
        stream: process.stderr,
        hideCursor: true,
      })
    : null;
  bar?.start(bytesAll, 0, { rows: 0 });
  const started = monotonicMs();
  const part = `${options.out}.part`;
  const file = createWriteStream(part);
  const sink = options.out.endsWith('.gz') ? createGzip() : file;
  if (sink !== file) sink.pipe(file);
  let failure: Error | undefined;
  file.on('error', (error) => {
    failure = error;
    // A broken file would leave the compressor waiting for ever.
    if (sink !== file) sink.destroy(error);
  });
  sink.on('error', (error: Error) => (failure ??= error));
  let rows = 0;
  let unread = 0;
  let withText = 0;
  let piece = '';
  try {
    for await (const row of readTable(options.from, { onBytes: (bytes) => bar?.update(bytes, { rows }) })) {
      if (failure) throw failure;
      rows++;
      if (row.problem) unread++;
      if (row.values[textField] !== undefined) withText++;
      piece += `${JSON.stringify(answer(row, textField, model))}\n`;
      if (piece.length < PIECE_CHARS) continue;
      if (!sink.write(piece)) await once(sink, 'drain');
      piece = '';
    }
    if (rows > unread && withText === 0) {
      throw new TableError(
        `В файле «${options.from}» нет поля «${textField}» с текстом. Назовите его: --text ПОЛЕ.`,
      );
    }
    sink.end(piece);
    await finished(file);
    await rename(part, options.out);
  } catch (error) {
    file.destroy();
    await rm(part, { force: true });
    throw failure
      ? new Error(
          `Не получилось записать «${options.out}»: ${failure.message}. Проверьте путь и место на диске.`,
        )
      : error;
  } finally {
    bar?.stop();
  }
  const seconds = (monotonicMs() - started) / 1000;
  if (options.json) {
    console.log(JSON.stringify({ out: options.out, model: model.version, rows, unread, seconds }));
  } else {
    console.log(
      `Строк: ${rows} за ${seconds.toFixed(1).replace('.', ',')} с, модель ${model.version}. Записано в «${options.out}».`,
    );
    if (unread > 0) console.error(`Не прочитано строк: ${unread}; они в файле с пометкой problem.`);
  }
  return { unread };
}

function answer(
  row: { values: Record<string, unknown>; problem?: string; raw?: string; line: number },
  textField: string,
  model: TextModel,
): Record<string, unknown> {
  if (row.problem) return { line: row.line, problem: row.problem, raw: row.raw };
  const text = row.values[textField];
  const predicted: Record<string, { label: string | number; p: number }[]> = model.predict(
    typeof text === 'string' ? text : String(text ?? ''),
    placeOf(row.values, model.placeFields),
  );
  for (const { name, numeric } of model.labels) {
    if (numeric) predicted[name] = predicted[name]!.map(({ label, p }) => ({ label: Number(label), p }));
  }
  return { ...row.values, predicted };
}
