import { FeatureKind, hashPair } from './feature-hash.ts';
import type { WordAnalyser } from './word-analyser.ts';

/** Words after which a name of a place follows: «г. Льгов», «на улице Радищева», «остановка Сумская». */
const BEFORE_PLACE = new Set(
  `г гор город города городе городу ул улица улице улицы улицу с село селе села д дер деревня деревне деревни
   п пос поселок поселке поселка пр проспект проспекте пер переулок переулке мкр микрорайон микрорайоне
   остановка остановке остановки площадь площади`
    .split(/\s+/)
    .filter(Boolean),
);
const AFTER_PLACE = /^(?:район|област|округ)/;
const TOKEN = /[a-zа-яё]+|\d+|[.!?\n,;:«»()"№]/gi;
const LETTERS_MIN = 4;
const TOKENS_MAX = 3000;
const NAME = 1;
const TERRITORY = 2;

/** A word that may name a place, with how often and how surely: seen twice, 2. */
export interface Mention {
  hash: number;
  count: number;
}

/**
 * The words of a text that may name a place: those with a capital inside a sentence, those after «г.», «ул.»,
 * «село», and those before «района». A text mostly in capitals has none of the
 * first kind; a word seen in two ways counts twice.
 */
export function mentionsOf(plain: string, analyser: WordAnalyser): Mention[] {
  const tokens = plain.match(TOKEN)?.slice(0, TOKENS_MAX) ?? [];
  const small = tokens.map((token) => token.toLowerCase().replaceAll('ё', 'е'));
  const shouted = isShouted(plain);
  const found = new Map<number, number>();
  const see = (at: number, kind: number) => {
    const hash = hashPair(analyser.analyse(small[at]!).stem, kind, FeatureKind.mention);
    found.set(hash, (found.get(hash) ?? 0) + 1);
  };
  let starts = true;
  tokens.forEach((token, at) => {
    if (!isWord(small[at]!)) {
      if (/[.!?\n]/.test(token) && !BEFORE_PLACE.has(small[at - 1] ?? '')) starts = true;
      return;
    }
    const named = small[at]!.length >= LETTERS_MIN;
    const before = [small[at - 1], small[at - 2]].find((one) => one && isWord(one));
    if (named && !starts && !shouted && token[0] !== small[at]![0] && token[0] !== 'ё') see(at, NAME);
    if (named && before && BEFORE_PLACE.has(before)) see(at, NAME);
    const previous = small[at - 1] ?? '';
    if (AFTER_PLACE.test(small[at]!) && isWord(previous) && previous.length >= LETTERS_MIN) {
      see(at - 1, NAME);
      see(at - 1, TERRITORY);
    }
    starts = false;
  });
  return [...found].map(([hash, count]) => ({ hash, count }));
}

const isWord = (token: string) => /^[a-zа-я]/.test(token);

function isShouted(plain: string): boolean {
  const letters = plain.match(/[a-zа-яё]/gi)?.length ?? 0;
  const capitals = plain.match(/[A-ZА-ЯЁ]/g)?.length ?? 0;
  return capitals * 2 > letters;
}
