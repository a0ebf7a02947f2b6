import { newStemmer } from 'snowball-stemmers';

const stemmer = newStemmer('russian');
const CACHED_MAX = 100_000;
const cache = new Map<string, string>();

/** Words of everyday complaint that tell nothing of the matter, and function words. */
const STOP = new Set(
  `а без более бы был была были было быть в вам вас весь во вот все всё всего всех вы где да даже для до его ее её если есть
  еще ещё же за здесь и из или им их к как какой ко когда кто ли либо мне может мы на над нам нас наш наша наше наши не него
  нее ней нет ни них но ну о об один она они оно от очень по под после потому почему при про раз с сам свой себя сейчас сколько
  со так также такой там те тем то того тоже только том тот тут ты у уже хоть чего чем через что чтоб чтобы эта эти это этого
  этой этом этот я день дня дней час часа часов год года лет человек люди людей просим прошу помогите примите меры добрый
  здравствуйте уважаемые обращаюсь обращение обращения жалоба жаловались вопрос ответ улица улице ул дом дома доме кв квартира
  город района область наконец опять снова второй третий третьи один два три четыре пять раза неделю недели месяц месяца`
    .split(/\s+/)
    .map((word) => stemmer.stem(word)),
);

export interface Term {
  /** What is counted: one stem, or two that stand together. */
  key: string;
  /** As it was written. */
  shown: string;
}

/** Words and pairs of neighbouring words of a text, by their stems, each once. Links, numbers and names of months are left out. */
export function termsOf(text: string): Term[] {
  const plain = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/https?:\/\/\S+|<[^>]{0,500}>/g, ' ');
  const found = new Map<string, Term>();
  let before: { stem: string; word: string; end: number } | null = null;
  for (const match of plain.matchAll(/\p{L}{3,24}/gu)) {
    const word = match[0];
    const stem = stemOf(word);
    if (STOP.has(stem)) {
      before = null;
      continue;
    }
    if (!found.has(stem)) found.set(stem, { key: stem, shown: word });
    if (before && /^[\s-]{1,3}$/.test(plain.slice(before.end, match.index))) {
      const key = `${before.stem} ${stem}`;
      if (!found.has(key)) found.set(key, { key, shown: `${before.word} ${word}` });
    }
    before = { stem, word, end: match.index + word.length };
  }
  return [...found.values()];
}

function stemOf(word: string): string {
  let stem = cache.get(word);
  if (stem === undefined) {
    if (cache.size >= CACHED_MAX) cache.clear();
    cache.set(word, (stem = stemmer.stem(word)));
  }
  return stem;
}
