import { decideKind } from '../kind.ts';
import { FeatureKind, hashPair, hashText } from '../text/feature-hash.ts';
import { wordsOf } from '../text/tokens.ts';
import { WordAnalyser } from '../text/word-analyser.ts';

/** A post as the complaint model sees it. */
export interface PostFeatures {
  /** Distinct stems and neighbouring pairs of stems, as hashes. */
  hashes: number[];
  /** How many of the first hashes are stems; pairs follow. */
  stems: number;
  /** Distinct stems that several complaints of some topic share: what towns complain about, whatever it is. */
  topicWords: number;
  dense: Float64Array;
}

const WORDS_MAX = 300;
const EDGE = hashText('^', FeatureKind.stem);
const analyser = new WordAnalyser();

/** Names of the dense features, in their order. */
/** From this place on the dense features are marks: there or not. */
export const MARKS_FROM = 4;
export const DENSE = [
  'topic',
  'likely topics',
  'share of topic words',
  'no topic word',
  'price',
  'telephone',
  'question',
  'exclamation',
  'face',
  'hashtag or link',
  'not_appeal',
  'thanks',
  'request',
  'question to authorities',
  'proposal',
] as const;

const PRICE = /\d\s?(?:₽|руб|р\.|р(?![а-я])|тыс|млн)|недорого|цена|скидк|бесплатн/i;
const TELEPHONE = /(?:\+7|8)[\s(-]*\d{3}|звоните|(?:в|пишите) (?:лс|личк|директ|вк)|тел\./i;
const FACE = /[\u{1F300}-\u{1FAFF}\u2600-\u27BF]/u;
const LINK = /#[\p{L}\d_]|https?:|@[a-z\d_]{3}|vk\.(?:com|cc)|t\.me/iu;
const KINDS = ['not_appeal', 'thanks', 'request', 'question', 'proposal'];

/** What the words are judged by. */
export interface PostReader {
  /** Is this stem, by its hash, of the topics' vocabulary? */
  isTopicWord(stem: number): boolean;
  /** The likeliest topics of a text, with probabilities. */
  topics(text: string): readonly { p: number }[];
}

/** What the model sees of a text: stems and neighbouring pairs as hashes, and a few counts; the same for learning and for judging. */
export function featuresOf(text: string, { isTopicWord, topics }: PostReader): PostFeatures {
  const words = wordsOf(text, WORDS_MAX);
  const stems = new Set<number>();
  const pairs = new Set<number>();
  let previous = EDGE;
  for (const word of words) {
    const { stem } = analyser.analyse(word);
    stems.add(stem);
    pairs.add(hashPair(previous, stem, FeatureKind.pair));
    previous = stem;
  }
  let topicWords = 0;
  for (const stem of stems) if (isTopicWord(stem)) topicWords += 1;
  const likely = topics(text);
  const { kind } = decideKind(text);
  const yes = (found: boolean) => (found ? 1 : 0);
  return {
    hashes: [...stems, ...pairs],
    stems: stems.size,
    topicWords,
    dense: Float64Array.of(
      likely[0]?.p ?? 0,
      likely.reduce((sum, { p }) => sum + p, 0),
      topicWords / Math.max(3, stems.size),
      yes(topicWords === 0),
      yes(PRICE.test(text)),
      yes(TELEPHONE.test(text)),
      yes(text.includes('?')),
      yes(text.includes('!')),
      yes(FACE.test(text)),
      yes(LINK.test(text)),
      ...KINDS.map((each) => yes(kind === each)),
    ),
  };
}
