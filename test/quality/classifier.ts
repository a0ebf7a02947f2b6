/*
 * Quality of the text classifier on real appeals, through the code that `otklik train` and `otklik classify` run:
 * Saint Petersburg by time (learned before 15 February 2021, judged on later rows), Kursk by five folds of distinct texts.
 * Run: npx tsx test/quality/classifier.ts [spb|kursk]. Without the data folder it says so and ends well.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../../server/platform/clock.ts';
import { backgroundFor } from '../../server/triage/seed/seed-model.ts';
import type { LabelQuality, TextExample } from '../../server/triage/text/index.ts';
import { readExamples, splitsOf, trainModel } from '../../server/triage/text/index.ts';
import { type Judged, judge } from './judge-predictions.ts';

const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const SPB = `${DATA}/spb/appeals-train.jsonl.gz`;
const KURSK = `${DATA}/kursk/appeals-train.jsonl`;

interface Target {
  accuracy: number;
  top3: number;
  macroF1?: number;
}

const TARGETS: Record<string, Target> = {
  'spb category': { accuracy: 0.93, top3: 0.988, macroF1: 0.83 },
  'spb reason': { accuracy: 0.755, top3: 0.925, macroF1: 0.57 },
  'spb executor': { accuracy: 0.76, top3: 0.965 },
  'kursk category': { accuracy: 0.8, top3: 0.96 },
  'kursk topic': { accuracy: 0.55, top3: 0.7 },
  'kursk executor': { accuracy: 0.46, top3: 0.74 },
};
/** Softmax over word and letter TF-IDF of the usual toolkit, as far as it was measured on the same split. */
const REFERENCE: Record<string, string> = {
  'spb category': '0.930 / – / 0.798',
  'spb reason': '0.697 / 0.893 / 0.434',
  'kursk category': '0.812 / – / –',
  'kursk topic': '0.535 / 0.689 / –',
};

const HEAD =
  '| label | reference (accuracy / top-3 / macro-F1) | target | reached | ECE | without a person: share, precision |\n|---|---|---|---|---|---|';

const only = process.argv[2];
if (existsSync(SPB) && existsSync(KURSK)) {
  for (const [name, measure] of [
    ['spb', measureSpb],
    ['kursk', measureKursk],
  ] as const) {
    if (only && only !== name) continue;
    const rows = await measure();
    console.log([HEAD, ...rows].join('\n'));
  }
} else {
  console.log(`skipped: no data at ${DATA}`);
}

async function measureSpb(): Promise<string[]> {
  const rows: string[] = [];
  const labels = ['category', 'reason', 'executor'];
  const { examples, placeFields } = await readExamples(SPB, {
    text: 'text',
    labels,
    place: 'auto',
    date: 'created',
  });
  const border = Date.parse('2021-02-15T00:00:00');
  const train = examples.filter((example) => example.time! < border);
  const test = examples.filter((example) => example.time! >= border);
  const started = monotonicMs();
  const model = trainModel(train, { labels, placeFields });
  console.log(
    `Saint Petersburg: ${train.length} rows measured and learned in ${((monotonicMs() - started) / 1000).toFixed(0)} s`,
  );
  const predictions = test.map((example) => model.predict(example.text, example.place));
  for (const { name, quality } of model.labels) {
    const judged = judge(
      test.map((example, at) => ({ actual: example.labels[name], guesses: predictions[at]![name]! })),
      quality?.threshold ?? null,
    );
    rows.push(describe(`spb ${name}`, judged));
  }
  return rows;
}

async function measureKursk(): Promise<string[]> {
  const rows: string[] = [];
  const labels = ['category', 'topic', 'executor'];
  const { examples } = await readExamples(KURSK, { text: 'text', labels, place: [], date: 'none' });
  const answers = new Map<string, Parameters<typeof judge>[0]>(labels.map((name) => [name, []]));
  const thresholds = new Map<string, LabelQuality['threshold']>();
  const background = await backgroundFor(examples.length);
  const started = monotonicMs();
  // Calibration is learned on the first fold's training part alone, so that nothing judged was seen.
  let calibrated: ReturnType<typeof trainModel> | undefined;
  for (const { train, test } of splitsOf(examples)) {
    const learned: TextExample[] = train.map((at) => examples[at]!);
    const model = trainModel(learned, {
      labels,
      background,
      measure: !calibrated,
      calibrations: calibrated?.labels,
    });
    calibrated ??= model;
    for (const { name, quality } of calibrated.labels) thresholds.set(name, quality?.threshold ?? null);
    for (const at of test) {
      const predicted = model.predict(examples[at]!.text);
      for (const name of labels) {
        answers.get(name)!.push({ actual: examples[at]!.labels[name], guesses: predicted[name]! });
      }
    }
  }
  console.log(`Kursk: five folds in ${((monotonicMs() - started) / 1000).toFixed(0)} s`);
  for (const name of labels)
    rows.push(describe(`kursk ${name}`, judge(answers.get(name)!, thresholds.get(name) ?? null)));
  return rows;
}

function describe(name: string, judged: Judged): string {
  const target = TARGETS[name]!;
  const figure = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(3));
  const reached = [judged.accuracy, judged.top3, judged.macroF1].map(figure).join(' / ');
  const aimed = [target.accuracy, target.top3, target.macroF1].map(figure).join(' / ');
  const automatic =
    judged.automaticShare > 0
      ? `${figure(judged.automaticShare)}, ${figure(judged.automaticPrecision)}`
      : 'none';
  return `| ${name} | ${REFERENCE[name] ?? '–'} | ${aimed} | ${reached} | ${figure(judged.calibrationError)} | ${automatic} |`;
}
