import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readSeedPhrases } from '../seed/seed-examples.ts';
import { SEED_CALIBRATION, SEED_EPOCHS } from '../seed/seed-model.ts';
import { FeatureKind, hashPair } from '../text/feature-hash.ts';
import { type TextExample, type TextModel, trainModel } from '../text/index.ts';
import { type ComplaintWeights, sumOf } from './complaint-weights.ts';
import { type Dice, openGrammar, type PhraseGrammar } from './phrase-grammar.ts';
import { DENSE, featuresOf, MARKS_FROM, type PostFeatures, type PostReader } from './post-features.ts';

/** Texts drawn of each template of everyday posts. */
const DRAWN = 24;
/** The same around both classes, so that a greeting or an address tells nothing. */
const BEFORE = [
  '',
  '',
  '',
  'Здравствуйте. ',
  'Добрый день! ',
  'На улице Чкалова, 8 ',
  'Бердск. ',
  'Всем привет! ',
  'Люди, ',
  'Анонимно. ',
  'Новосибирск: ',
];
const AFTER = [
  '',
  '',
  '',
  '',
  ' Улица Некрасова, 12.',
  ' Спасибо.',
  ' #новосибирск',
  ' Село Верх-Тула.',
  ' 😡',
  ' 🙂',
  '!!!',
  ' г. Искитим',
];
/**
 * A word is evidence of complaining only when complaints of so many groups of topics use it («опять», «до сих пор»). What belongs to a
 * topic («труба», «автобус») counts as «one more topic word», whichever: else every word that the invented everyday posts happen
 * to lack would speak for a complaint (a recall of 0.88 had false alarms of 0.53 with all words).
 */
const GROUPS_MIN = { stem: 3, pair: 2 };
const TEMPLATES_MIN = 2;
/** A word of the topics' vocabulary: so many phrases of one group use it, and fewer groups than that. */
const TOPIC_PHRASES_MIN = 3;
const TOPIC_GROUPS_MAX = 10;
/**
 * Tenths of the evidence that one look at a text leaves out. Everyday posts are endless and mostly of words never met: the model must
 * take what says nothing for no complaint, instead of learning the few hundred templates by heart.
 */
const HIDDEN = { everyday: 5, complaint: 2 };
/** Grows when learning itself changes. */
const RECIPE = 1;
const EPOCHS = 20;
const RATE = 0.15;
const L2 = 1e-4;

interface Example {
  text: string;
  complaint: boolean;
  /** Group of topics, or the template. */
  origin: string;
  weight: number;
  /** Which of the two topic models has not learned from it. */
  fold: number;
}

/** Of what the weights are made: when it is not what the kept weights say, `otklik monitoring train` is due. */
export function complaintFingerprint(): string {
  const made = JSON.stringify([RECIPE, complaintExamples().map(({ text, complaint }) => [text, complaint])]);
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}

/** Learns the weights of the complaint model from the phrases of the checkout alone; the same phrases give the same weights. Ten to twenty seconds. */
export function learnComplaints(): ComplaintWeights {
  const examples = complaintExamples();
  const topicWords = topicVocabulary();
  const known = new Set(topicWords);
  const isTopicWord = (stem: number) => known.has(stem);
  // A phrase is read by a topic model that has not learned from it: else its topic would be surer than that of any new text.
  const models = [0, 1].map((fold) => learnTopics(fold));
  const rows = examples.map(({ text, complaint, fold }) => {
    const topics = (read: string) => models[fold]!.predict(read).topic!;
    const found = featuresOf(text, { isTopicWord, topics });
    return complaint ? withoutOwn(found) : found;
  });
  const hashes = chooseHashes(examples, rows);
  const place = new Map([...hashes].map((hash, at) => [hash, at]));
  const weights: ComplaintWeights = {
    hashes: Uint32Array.from(hashes),
    weights: new Float32Array(hashes.length),
    dense: new Float64Array(DENSE.length),
    bias: 0,
    topicWords: Uint32Array.from(topicWords),
  };
  descend(
    examples,
    rows.map((row) => ({ dense: row.dense, at: row.hashes.flatMap((hash) => place.get(hash) ?? []) })),
    weights,
  );
  return weights;
}

/** The same numbers in the same order each time. */
export function countingDice(seed: number): Dice {
  let turn = 0;
  return { whole: (bound) => hashPair(seed, (turn += 1), FeatureKind.cross) % bound };
}

function complaintExamples(): Example[] {
  const dice = countingDice(1);
  const wrapped = (text: string) => {
    const whole = BEFORE[dice.whole(BEFORE.length)]! + text + AFTER[dice.whole(AFTER.length)]!;
    return dice.whole(4) === 0 ? whole.toLowerCase() : whole;
  };
  const phrases = [...readSeedPhrases()].flatMap(([topic, list]) =>
    list.map((phrase) => ({ topic, phrase })),
  );
  const grammar = JSON.parse(
    readFileSync(new URL('./not-complaints.json', import.meta.url), 'utf8'),
  ) as PhraseGrammar;
  const { templates } = openGrammar(grammar);
  // Both classes weigh the same, however many texts each has.
  const weight = (phrases.length * 2) / (templates.length * DRAWN);
  return [
    ...phrases.flatMap(({ topic, phrase }, at) => {
      const origin = topic.split('.')[0]!;
      return [phrase, wrapped(phrase)].map((text) => ({
        text,
        complaint: true,
        origin,
        weight: 1,
        fold: at % 2,
      }));
    }),
    ...templates.flatMap((template, at) =>
      Array.from({ length: DRAWN }, () => ({
        text: wrapped(template.render(dice)),
        complaint: false,
        origin: String(at),
        weight,
        fold: at % 2,
      })),
    ),
  ];
}

const WORDS_ONLY: PostReader = { isTopicWord: () => false, topics: () => [] };

/** The seed model's recipe on the phrases of the other fold. */
function learnTopics(fold: number): TextModel {
  const examples: TextExample[] = [];
  let at = 0;
  for (const [topic, phrases] of readSeedPhrases())
    for (const text of phrases) if (at++ % 2 !== fold) examples.push({ text, labels: { topic } });
  return trainModel(examples, {
    labels: ['topic'],
    measure: false,
    epochs: SEED_EPOCHS,
    calibrations: [{ name: 'topic', calibration: SEED_CALIBRATION }],
  });
}

/** Stems that at least a few phrases of one topic group share. */
function topicVocabulary(): number[] {
  const byGroup = new Map<string, Map<number, number>>();
  for (const [topic, phrases] of readSeedPhrases()) {
    const group = topic.split('.')[0]!;
    const counts = byGroup.get(group) ?? new Map<number, number>();
    byGroup.set(group, counts);
    for (const phrase of phrases) {
      const { hashes, stems } = featuresOf(phrase, WORDS_ONLY);
      for (const stem of hashes.slice(0, stems)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
  }
  const groupsOf = new Map<number, number>();
  for (const counts of byGroup.values())
    for (const stem of counts.keys()) groupsOf.set(stem, (groupsOf.get(stem) ?? 0) + 1);
  const words = new Set<number>();
  for (const counts of byGroup.values())
    for (const [stem, count] of counts)
      if (count >= TOPIC_PHRASES_MIN && groupsOf.get(stem)! < TOPIC_GROUPS_MAX) words.add(stem);
  return [...words];
}

/** A third of the topic words of a phrase are there because of the phrase itself. */
function withoutOwn(found: PostFeatures): PostFeatures {
  const dense = Float64Array.from(found.dense);
  const share = DENSE.indexOf('share of topic words');
  dense[share] = dense[share]! * (2 / 3);
  return { ...found, dense };
}

function chooseHashes(examples: readonly Example[], rows: readonly PostFeatures[]): number[] {
  const groups = new Map<number, Set<string>>();
  const templates = new Map<number, Set<string>>();
  const pairs = new Set<number>();
  rows.forEach((row, at) => {
    const { complaint, origin } = examples[at]!;
    const origins = complaint ? groups : templates;
    row.hashes.forEach((hash, place) => {
      if (place >= row.stems) pairs.add(hash);
      let set = origins.get(hash);
      if (!set) origins.set(hash, (set = new Set()));
      set.add(origin);
    });
  });
  return [...new Set([...groups.keys(), ...templates.keys()])].filter(
    (hash) =>
      (groups.get(hash)?.size ?? 0) >= (pairs.has(hash) ? GROUPS_MIN.pair : GROUPS_MIN.stem) ||
      (templates.get(hash)?.size ?? 0) >= TEMPLATES_MIN,
  );
}

interface Row {
  dense: Float64Array;
  at: number[];
}

/** The row with some of its evidence hidden: the words and each mark of punctuation or of trade with this probability, in tenths. */
function seen({ dense, at }: Row, dice: Dice, hidden: number): Row {
  const marks = Float64Array.from(dense, (value, place) =>
    place >= MARKS_FROM && value === 1 && dice.whole(10) < hidden ? 0 : value,
  );
  return { dense: marks, at: at.filter(() => dice.whole(10) >= hidden) };
}

/** Logistic regression by AdaGrad, in an order drawn anew each epoch. */
function descend(examples: readonly Example[], rows: readonly Row[], into: ComplaintWeights): void {
  const dice = countingDice(2);
  const order = rows.map((_, at) => at);
  const squares = new Float64Array(into.weights.length).fill(1);
  const denseSquares = new Float64Array(into.dense.length).fill(1);
  let biasSquares = 1;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = dice.whole(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    for (const index of order) {
      const { complaint, weight } = examples[index]!;
      const { dense, at } = complaint
        ? seen(rows[index]!, dice, HIDDEN.complaint)
        : seen(rows[index]!, dice, HIDDEN.everyday);
      const p = 1 / (1 + Math.exp(-sumOf(into, at, dense)));
      const error = (p - (complaint ? 1 : 0)) * weight;
      for (const place of at) {
        const step = error + L2 * into.weights[place]!;
        squares[place]! += step * step;
        into.weights[place]! -= (RATE * step) / Math.sqrt(squares[place]!);
      }
      for (let place = 0; place < into.dense.length; place += 1) {
        const step = error * dense[place]! + L2 * into.dense[place]!;
        denseSquares[place]! += step * step;
        into.dense[place]! -= (RATE * step) / Math.sqrt(denseSquares[place]!);
      }
      biasSquares += error * error;
      into.bias -= (RATE * error) / Math.sqrt(biasSquares);
    }
  }
}
