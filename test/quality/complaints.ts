import { readFileSync } from 'node:fs';
import { BASE_ODDS } from '../../server/monitoring/index.ts';
import {
  countingDice,
  loadComplaintModel,
  openGrammar,
  type PhraseGrammar,
} from '../../server/triage/complaint/index.ts';
import { readExamples } from '../../server/triage/text/index.ts';
import { sharedData } from '../support/shared-data.ts';

/**
 * How well the complaint model does on texts it has not learned from: real appeals, read where they lie and of which nothing is kept,
 * against invented everyday posts of templates held out whole. The second half is invented, so precision says how the model fares
 * against this list of everyday matters, not against a town's real posts: there the verdicts of people move the threshold.
 */
const REAL = [
  ['Saint Petersburg, every tenth', 'spb/appeals-train.jsonl.gz', 10],
  ['Kursk', 'kursk/appeals-train.jsonl', 1],
] as const;
const DRAWN = 200;
const WORDS_OF_A_POST = 6;

const model = await loadComplaintModel();
const file = new URL('../support/posts/held-out-posts.json', import.meta.url);
const { templates } = openGrammar(JSON.parse(readFileSync(file, 'utf8')) as PhraseGrammar);
const dice = countingDice(77);
const everyday = templates.flatMap((template) =>
  Array.from({ length: DRAWN }, () => ({ kind: template.kind, odds: model.odds(template.render(dice)) })),
);
console.log(`everyday posts: ${everyday.length} of ${templates.length} held-out templates (invented)`);

const shareFrom = (odds: readonly number[], least: number) =>
  odds.filter((each) => each >= least).length / odds.length;
const thresholds = [BASE_ODDS - 2, BASE_ODDS - 1, BASE_ODDS, BASE_ODDS + 1, BASE_ODDS + 2];
const alarms = thresholds.map((least) =>
  shareFrom(
    everyday.map(({ odds }) => odds),
    least,
  ),
);
for (const [name, path, step] of REAL) {
  const data = sharedData(path);
  if (data.absent) {
    console.log(`${name}: ${data.absent}`);
    continue;
  }
  const { examples } = await readExamples(data.path, { text: 'text', labels: [], place: [], date: 'none' });
  const texts = examples.filter((_, at) => at % step === 0).map(({ text }) => text);
  const long = texts.filter((text) => text.split(/\s+/).length >= WORDS_OF_A_POST);
  for (const [kept, list] of [
    ['all', texts],
    [`of ${WORDS_OF_A_POST} words and more`, long],
  ] as const) {
    const odds = list.map((text) => model.odds(text));
    console.log(`${name}, ${kept}: ${list.length} texts`);
    thresholds.forEach((least, at) => {
      const recall = shareFrom(odds, least);
      const precision = (prevalence: number) =>
        (prevalence * recall) / (prevalence * recall + (1 - prevalence) * alarms[at]!);
      console.log(
        `  threshold ${(least - BASE_ODDS >= 0 ? '+' : '') + (least - BASE_ODDS).toFixed(0)}: recall ${recall.toFixed(3)}, false alarms ${alarms[at]!.toFixed(4)}, precision at 50 % ${precision(0.5).toFixed(3)}, at 2 % ${precision(0.02).toFixed(3)}`,
      );
    });
  }
}
const kinds = [...new Set(everyday.map(({ kind }) => kind))].map((kind) => {
  const own = everyday.filter((each) => each.kind === kind).map(({ odds }) => odds);
  return `${kind} ${shareFrom(own, BASE_ODDS).toFixed(3)}`;
});
console.log(`false alarms by kind: ${kinds.join(', ')}`);
