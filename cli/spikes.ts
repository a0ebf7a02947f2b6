import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import {
  type CountGrid,
  type CountRow,
  DETECTORS,
  gridOf,
  type Spike,
  type SpikeDetector,
} from '../server/insight/spikes/index.ts';
import { readTable } from '../server/platform/tabular/read-table.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { formatDay } from '../server/registry/calendar/index.ts';

interface Options {
  from: string;
  rate: string;
  method: string;
  since?: string;
  out?: string;
  json?: boolean;
}

/** `otklik spikes`: the days on which a topic in a place rose above its usual level; each judged from the past alone. */
export function spikesCommand(): Command {
  return new Command('spikes')
    .description('всплески: дни, когда обращений по теме в месте стало больше обычного')
    .requiredOption('--from <файл>', 'счётчики по дням: CSV, JSONL или XLSX, можно .gz')
    .option('--rate <число>', 'сколько ложных тревог допустимо на одну пару «тема — место» в год', '1.0')
    .option('--method <имя>', `способ: ${DETECTORS.map(({ name }) => name).join(', ')}`, 'waves')
    .option('--since <дата>', 'тревоги только с этого дня, 2021-03-01; прежние дни — история')
    .option('--out <файл>', 'куда писать CSV (.jsonl — построчный JSON); без него — на экран')
    .option('--json', 'построчный JSON вместо CSV')
    .addHelpText(
      'after',
      `
Столбцы файла: date, place, topic, count и, если есть, authors — сколько разных людей написали. Дней без строк считаем
нулями. Каждый день оценивается только по нему самому и прежним дням; тревоги возможны с 29-го дня.
На выходе: date, place, topic, count, expected — сколько бывает обычно, p — насколько такое случайно, score — сила,
kind — few_authors (пишут немногие), wide (пишут многие) или unknown (столбца authors нет).

Способы: waves — волны и всплески с накоплением за несколько дней; exceedance — каждый день сам по себе с поправкой на
число проверок; scan — соседние места и несколько дней вместе (без карты соседей — каждое место отдельно).

Пример:
  otklik spikes --from counts.csv --rate 2.5 --out spikes.csv`,
    )
    .action(async (options: Options, command: Command) => {
      try {
        await run(options);
      } catch (error) {
        if (error instanceof TableError) command.error(error.message, { exitCode: 2 });
        throw error;
      }
    });
}

async function run(options: Options): Promise<void> {
  const rate = Number(options.rate.replace(',', '.'));
  if (!(rate > 0 && rate <= 365)) throw new TableError('--rate — число больше 0 и не больше 365.');
  const detector = detectorOf(options.method);
  const grid = await readGrid(options.from);
  const since = options.since === undefined ? undefined : dayOf(options.since) - grid.firstDay;
  const rows = detector.detect(grid, { rate, fromDay: since }).map((spike) => rowOf(grid, spike));
  const asJson = options.json || /\.(jsonl|ndjson)$/.test(options.out ?? '');
  const text = asJson
    ? rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    : stringify(rows, { header: true, columns: COLUMNS });
  if (options.out === undefined) process.stdout.write(text);
  else writeFileSync(options.out, text);
}

const COLUMNS = ['date', 'place', 'topic', 'count', 'expected', 'p', 'score', 'kind'];

function rowOf(grid: CountGrid, spike: Spike): Record<string, string | number> {
  return {
    date: formatDay(grid.firstDay + spike.day),
    place: grid.places[spike.place]!,
    topic: grid.topics[spike.topic]!,
    count: spike.count,
    expected: Number(spike.expected.toFixed(3)),
    p: Number(spike.p.toPrecision(3)),
    score: Number(spike.score.toFixed(3)),
    kind: spike.kind,
  };
}

function detectorOf(name: string): SpikeDetector {
  const detector = DETECTORS.find((one) => one.name === name);
  if (!detector) {
    const names = DETECTORS.map((one) => one.name).join(', ');
    throw new TableError(`Нет способа «${name}». Есть: ${names}.`);
  }
  return detector;
}

async function readGrid(path: string): Promise<CountGrid> {
  const rows: CountRow[] = [];
  for await (const { line, values, problem } of readTable(path)) {
    if (problem) throw new TableError(`Файл «${path}», строка ${line}: ${problem}`);
    const missing = ['date', 'place', 'topic', 'count'].find((name) => isEmpty(values[name]));
    if (missing) throw new TableError(`Файл «${path}», строка ${line}: нет значения в столбце ${missing}.`);
    const count = Number(values.count);
    const authors = isEmpty(values.authors) ? undefined : Number(values.authors);
    if (![count, authors ?? 0].every((value) => Number.isInteger(value) && value >= 0)) {
      throw new TableError(`Файл «${path}», строка ${line}: count и authors — целые числа от 0.`);
    }
    const date = values.date instanceof Date ? values.date.toISOString() : String(values.date);
    const day = date.slice(0, 10);
    if (rows.length === 0 || rows.at(-1)!.date !== day) dayOf(day, `Файл «${path}», строка ${line}: `);
    rows.push({ date: day, place: String(values.place), topic: String(values.topic), count, authors });
  }
  try {
    return gridOf(rows);
  } catch (error) {
    throw new TableError(
      `Файл «${path}» слишком велик: тем × мест × дней больше 200 миллионов. (${error instanceof Error ? error.message : error})`,
    );
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function dayOf(text: string, where = ''): number {
  const day = Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !Number.isInteger(day) || formatDay(day) !== text) {
    throw new TableError(`${where}«${text}» — не дата. Нужна такая: 2021-03-01.`);
  }
  return day;
}
