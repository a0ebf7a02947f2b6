import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { monotonicMs } from '../../server/platform/clock.ts';
import {
  decodeModel,
  encodeModel,
  readExamples,
  type TextExample,
  trainModel,
} from '../../server/triage/text/index.ts';

const SPB = fileURLToPath(new URL('../../../shared/data/spb/appeals-train.jsonl.gz', import.meta.url));
const LABELS = ['category', 'reason', 'executor'];
const LONG_CHARS = 230;

/**
 * Seconds to learn three labels from all rows at once and texts classified a second on one core: as they are, and joined
 * to about 230 characters. On a shared machine the rate by processor time is the one to compare. Without the data folder invented texts are used, whose figures only compare with themselves.
 */
export async function benchClassify(): Promise<void> {
  const real = existsSync(SPB);
  const { examples, placeFields } = real
    ? await readExamples(SPB, { text: 'text', labels: LABELS, place: 'auto', date: 'auto' })
    : { examples: inventedExamples(20_000), placeFields: ['district'] };
  console.log(
    real ? `Saint Petersburg: ${examples.length} texts` : `invented: ${examples.length} texts (no ../shared)`,
  );
  const started = monotonicMs();
  const trained = trainModel(examples, { labels: LABELS, placeFields });
  console.log(`measuring and learning ${LABELS.length} labels: ${seconds(started)} s`);
  const bytes = await encodeModel(trained);
  const loading = monotonicMs();
  const model = await decodeModel(bytes);
  console.log(`model ${(bytes.length / 1e6).toFixed(1)} MB, opened in ${seconds(loading)} s`);
  const long: TextExample[] = [];
  for (let at = 0, text = ''; at < examples.length; at++) {
    text = text ? `${text} ${examples[at]!.text}` : examples[at]!.text;
    if (text.length < LONG_CHARS) continue;
    long.push({ ...examples[at]!, text: text.slice(0, LONG_CHARS) });
    text = '';
  }
  for (const [name, texts] of [
    ['as they are', examples],
    [`joined and cut to ${LONG_CHARS}`, long],
  ] as const) {
    const characters = texts.reduce((sum, { text }) => sum + text.length, 0) / texts.length;
    for (const run of ['first time', 'again']) {
      const from = monotonicMs();
      const used = process.cpuUsage();
      for (const { text, place } of texts) model.predict(text, place);
      const rate = texts.length / ((monotonicMs() - from) / 1000);
      const { user, system } = process.cpuUsage(used);
      const rateOfCore = texts.length / ((user + system) / 1e6);
      console.log(
        `${name}, ${run}: ${Math.round(rate)} texts/s of ${Math.round(characters)} characters, ${Math.round(rateOfCore)} a processor second`,
      );
    }
  }
}

const seconds = (from: number) => ((monotonicMs() - from) / 1000).toFixed(1);

function inventedExamples(count: number): TextExample[] {
  const subjects = ['яма', 'лужа', 'свалка', 'фонарь', 'лифт', 'крыша', 'вода', 'снег', 'люк', 'надпись'];
  const places = ['во дворе', 'на дороге', 'в подъезде', 'у школы', 'на остановке', 'возле дома'];
  return Array.from({ length: count }, (_, at) => {
    const subject = subjects[at % subjects.length]!;
    const district = `район ${at % 7}`;
    const text = `Прошу принять меры: ${subject} ${places[(at * 7) % places.length]}, уже ${at % 31} дней`;
    const labels = { category: subject, reason: `${subject} ${at % 6}`, executor: `${subject} ${district}` };
    return { text, labels, place: { district } };
  });
}
