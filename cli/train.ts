import { stat } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { monotonicMs } from '../server/platform/clock.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { backgroundFor } from '../server/triage/seed/seed-model.ts';
import type { ModelLabel } from '../server/triage/text/index.ts';
import { readExamples, saveModel, trainModel } from '../server/triage/text/index.ts';

interface Options {
  from: string;
  text: string;
  label: string;
  out: string;
  place: string;
  date: string;
  seed: string;
  json?: boolean;
}

/** `otklik train`: learns labels from texts, measures on rows not learned from, writes one model file. */
export function trainCommand(): Command {
  return new Command('train')
    .description('обучить классификатор на размеченных обращениях')
    .requiredOption('--from <файл>', 'размеченные обращения: JSONL, CSV или XLSX, можно .gz')
    .requiredOption('--text <поле>', 'поле с текстом')
    .requiredOption('--label <поля>', 'чему учить: одно поле или несколько через запятую')
    .requiredOption('--out <файл>', 'куда записать модель')
    .option('--place <поля>', 'поля места через запятую, auto или none', 'auto')
    .option('--date <поле>', 'поле даты: проверка на последней пятой части; auto или none', 'auto')
    .option('--seed <число>', 'начало случайных чисел; с тем же числом — та же модель', '1')
    .option('--json', 'показатели в JSON')
    .addHelpText(
      'after',
      `
Показатели считаются на строках, которых модель не видела: с датами — на последней пятой части, без дат — на частях без
общих текстов. Потом модель учится на всех строках. Место учитывается только там, где оно заметно помогает.

Пример:
  otklik train --from appeals.jsonl.gz --text text --label category,reason,executor --out region.model`,
    )
    .action(async (options: Options, command: Command) => {
      const problem = wrongOptions(options);
      if (problem) command.error(problem, { exitCode: 2 });
      try {
        await run(options);
      } catch (error) {
        command.error(error instanceof Error ? error.message : String(error), {
          exitCode: error instanceof TableError ? 2 : 1,
        });
      }
    });
}

const listOf = (names: string) => [
  ...new Set(
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

function wrongOptions({ label, text, place, seed }: Options): string | null {
  const labels = listOf(label);
  if (labels.length === 0) return 'В --label не названо ни одного поля.';
  if (labels.includes(text)) return `Поле «${text}» названо и текстом, и ответом.`;
  const known = listOf(place).filter((name) => labels.includes(name));
  if (known.length > 0) return `Поле «${known[0]}» названо и местом, и ответом.`;
  return /^\d{1,9}$/.test(seed) ? null : '--seed: жду целое число от 0.';
}

async function run(options: Options): Promise<void> {
  const started = monotonicMs();
  const bar = process.stderr.isTTY
    ? new SingleBar({
        format: '{part} [{bar}] {percentage} % · осталось {eta_formatted}',
        stream: process.stderr,
        etaBuffer: 200,
        hideCursor: true,
      })
    : null;
  bar?.start(1000, 0, { part: 'чтение' });
  try {
    const bytesAll = await stat(options.from).then(
      (info) => info.size,
      () => 1,
    );
    const file = await readExamples(
      options.from,
      {
        text: options.text,
        labels: listOf(options.label),
        place: options.place === 'auto' ? 'auto' : options.place === 'none' ? [] : listOf(options.place),
        date: options.date,
      },
      (bytes) => bar?.update(Math.round((bytes / bytesAll) * 50)),
    );
    const model = trainModel(file.examples, {
      labels: listOf(options.label),
      placeFields: file.placeFields,
      textField: options.text,
      background: await backgroundFor(file.examples.length),
      seed: Number(options.seed),
      onProgress: (share, part) => bar?.update(50 + Math.round(share * 950), { part }),
    });
    const bytes = await saveModel(model, options.out);
    bar?.update(1000);
    bar?.stop();
    const seconds = (monotonicMs() - started) / 1000;
    const summary = {
      model: options.out,
      version: model.version,
      bytes,
      rows: file.examples.length,
      skipped: file.skipped,
      split: file.dateField ? `time:${file.dateField}` : 'folds-by-text',
      seconds: Math.round(seconds * 10) / 10,
      labels: Object.fromEntries(
        model.labels.map((label) => [
          label.name,
          { classes: label.classes.length, usesPlace: label.usesPlace, ...label.quality },
        ]),
      ),
    };
    console.log(options.json ? JSON.stringify(summary, null, 2) : describe(summary, model.labels));
  } finally {
    bar?.stop();
  }
}

function describe(
  summary: { model: string; version: string; bytes: number; rows: number; skipped: number; seconds: number },
  labels: readonly ModelLabel[],
): string {
  const head = [
    'поле',
    'значений',
    'место',
    'точность',
    'в тройке',
    'макро-F1',
    'ошибка вероятности',
    'без человека',
    'порог',
  ];
  const rows = labels.map(({ name, classes, usesPlace, quality }) => [
    name,
    String(classes.length),
    usesPlace ? 'да' : 'нет',
    ...(quality
      ? [
          decimal(quality.accuracy),
          decimal(quality.top3),
          decimal(quality.macroF1),
          decimal(quality.calibrationError),
          `${decimal(quality.automaticShare * 100, 1)} %`,
          quality.threshold === null ? '—' : decimal(quality.threshold),
        ]
      : ['—', '—', '—', '—', '—', '—']),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: string[]) => cells.map((cell, at) => cell.padEnd(widths[at]!)).join('  ');
  return [
    'На строках, которых модель не видела («без человека» — доля с точностью не ниже 0,95):',
    line(head),
    ...rows.map(line),
    `Модель «${summary.model}», версия ${summary.version}, ${decimal(summary.bytes / 1e6, 1)} МБ: обучена на ${summary.rows} строках за ${decimal(summary.seconds, 0)} с.`,
    ...(summary.skipped > 0 ? [`Пропущено строк без текста или нечитаемых: ${summary.skipped}.`] : []),
  ].join('\n');
}

const decimal = (value: number, digits = 3) => value.toFixed(digits).replace('.', ',');
