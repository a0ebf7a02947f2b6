// What an appeal is: complaint, request, proposal, question, thanks, or no appeal at all. Transparent rules,
// because the kind is decided from day one, before a region has a single corrected example, and because an
// operator must be able to see why. Every rule adds its weight once; the highest sum wins.
import type { Kind } from '../../contract/vocabulary.ts';
import { createWordRules } from './word-rules.ts';

/** A string is looked for from the beginnings of words. */
type Rule = readonly [kind: Kind, weight: number, pattern: RegExp | string];

// Texts are lower-cased and ё is read as е before matching.
const opening = (source: string) =>
  `(?<=^|[.!?\\n,] *|здравствуйте[,! ]*|добрый день[,! ]*)(?:${source})(?![а-я])`;

const RULES: readonly Rule[] = [
  ['thanks', 3, 'спасибо|(?:по)?благодар|признательн'],
  [
    'thanks',
    2.5,
    'молодцы|так держать|низкий поклон|дай бог здоровья|приятно удивл|поощрит[а-я]* (?:врач|фельдшер|медсест|учител|водител|сотрудни)',
  ],
  ['thanks', 1.5, 'отлично сдела|замечательн|здорово сдела|довольн[ыа]|рады? что|хорошая работа'],
  // «Заранее спасибо» is politeness; «спасибо за разбитую дорогу» is sarcasm, that is, a complaint.
  [
    'thanks',
    -4,
    'заранее (?:спасибо|благодар|признател)|(?:спасибо|благодар[а-я]+) за (?:внимание|понимание)',
  ],
  ['thanks', -4, 'спасибо за (?:разбит|пробит|бездейств|грязь|холод|ям[ыу]|лед|пыль|вонь|то,? что ниче)'],
  ['complaint', 2, 'спасибо за (?:разбит|пробит|бездейств|грязь|холод|ям[ыу]|лед|пыль|вонь|то,? что ниче)'],

  ['proposal', 4, 'предлага(?:ю|ем)(?![а-я])'],
  ['proposal', 6, 'почему бы не'],
  ['proposal', 3, '(?:есть|мое|наше|вношу|рассмотрет[а-я]* мое)[^.?!]{0,12} (?:предложени|иде[яи])'],
  [
    'proposal',
    2.5,
    'предложени[ея]|идея|рационализаторск|хочу предложить|бы предложил|готов[ыа]? предложить',
  ],
  [
    'proposal',
    2.5,
    'хорошо бы|неплохо бы|(?:хорошо|неплохо|здорово|можно) было бы|было бы (?:хорошо|неплохо|здорово)',
  ],
  [
    'proposal',
    2,
    'давайте (?:с|по|орг)|имеет смысл|стоит подумать|целесообразн|советую|инициатива|может,? (?:сделать|поставить)',
  ],
  ['proposal', 2, 'лучше (?:сделать|поставить|перенести)|внест[иь] в|внесите в'],

  ['question', 1.6, /\?\s*$/],
  ['question', 0.8, /\?/],
  [
    'question',
    1.6,
    opening(
      'когда|где|куда|как|как(?:ой|ая|ие|ое|ов[аы]?)|сколько|почему|зачем|кто|кому|ч[ье]я|чей|что делать|во сколько|до какого|на каком основании',
    ),
  ],
  ['question', 2, '[а-я]+ ли(?![а-я])'],
  [
    'question',
    2.8,
    'подскажите|(?:под)?скажите|поясните|разъясните|интересует|(?:хоте[а-я]+ бы|хочу|можно) узнать|положен[ао]? ли',
  ],

  ['request', 2.6, 'прошу|просим|просьб|жители прос[ия]т'],
  [
    'request',
    2.4,
    'помогите|посодейств|ходатайств|(?:нужна|требуется|окажите|оказать) (?:[а-я]+ )?(?:помощь|содействие)',
  ],
  [
    'request',
    1.4,
    '(?:по|у|вос|от|в|за|про|об|пере|вы|с|до|вер|при|раз|рас)[а-я]{2,}(?:ите|йте|ьте)(?![а-я])',
  ],
  ['request', 1.2, 'пожалуйста'],
  ['request', 1, opening('заявление|нужен|нужна|нужно|хотим|хочу')],

  ['complaint', 1.2, /^/],
  // A rhetorical question asks nothing.
  ['complaint', 4.5, 'сколько можно|до каких пор|доколе'],
  [
    'complaint',
    3.2,
    'жалоб|жалуюсь|жалуемся|возмущ|безобразие|отписк|отвратительн|ужас|кошмар|издевательств|беспредел',
  ],
  ['complaint', 2.6, 'надоел|устали|хватит|терпеть|примите меры|принять меры|разобраться|наказать'],
  [
    'complaint',
    1.4,
    'никто не|не (?:работа|вывоз|чист|убира|реагир|прих|прие|выда|плат|отвеча|гор[яи]|дают|да[ею]т|бер|топ|кос|пуска)|ничего не',
  ],
  [
    'complaint',
    1.4,
    'опять|снова|до сих пор|который (?:день|раз|месяц)|(?:втор|треть|четверт|пят)[а-я]+ (?:день|сутки|недел|месяц|год|раз)',
  ],
  [
    'complaint',
    1.2,
    'слома|разбит|течет|воняет|вонь|холодн|невозможно|опасно|грязь|грязн|хам|нахам|обещали|нарушен|нарушают|отказа|игнорир|нет[ ,.!]|нет$',
  ],
  ['complaint', 1.6, 'почему (?:опять|снова|до сих|никто|нет|не )|когда (?:это |же |наконец|уже)|куда смотр'],

  [
    'not_appeal',
    4,
    opening(
      'прода[мю]|продаю|куплю|сдам|сдаю|отдам|скидк[аи]|акция|ищу попутчик|репост|промокод|маникюр|доставка|ремонт квартир|натяжные',
    ),
  ],
  [
    'not_appeal',
    4,
    'подпи(?:шись|шитесь|сывайтесь) на|розыгрыш|казино|ставки на спорт|промокод|кредит одобрен|по ссылке|в личк[уе]|заработ[ао]к в|под ключ',
  ],
  ['not_appeal', 3, 'скидки|распродаж|недорого|дешево(?![а-я])|от \\d+ в день|вступайте в|попутчик'],
  [
    'not_appeal',
    3.6,
    'поздравля|соболезну|с (?:новым годом|праздником|днем [а-я]+|рождеством|пасхой)|приглашаем на',
  ],
  [
    'not_appeal',
    3,
    /^(?:всем |и )*(?:привет|здравствуйте|добр(?:ое|ый|ого) (?:утр|ден|вечер|времен)[а-я]*|спокойной ночи|хороших выходных|всем добра)[а-я ,!.]{0,16}$/,
  ],
];

const findWords = createWordRules(
  RULES.map(([, , pattern]) => (typeof pattern === 'string' ? pattern : null)),
);

const KINDS_IN_ORDER: readonly Kind[] = [
  'complaint',
  'request',
  'question',
  'proposal',
  'thanks',
  'not_appeal',
];

/** Anything but the single spaces that nearly all spaces are. */
const UNEVEN_SPACE = /\s{2,}|[^\S ]/g;

/**
 * The kind of an appeal and how sure the rules are.
 * @param text the resident's words, any case; empty or senseless text is `not_appeal`
 * @returns `p` in 0…1, a softmax over the rule sums: good for ordering, not a calibrated probability
 */
export function decideKind(text: string): { kind: Kind; p: number } {
  const normal = text.toLowerCase().replaceAll('ё', 'е').replace(UNEVEN_SPACE, ' ').trim();
  if (isSenseless(normal)) return { kind: 'not_appeal', p: 0.95 };
  const sums = new Map<Kind, number>(KINDS_IN_ORDER.map((kind) => [kind, 0]));
  const found = findWords(normal);
  RULES.forEach(([kind, weight, pattern], rule) => {
    if (found[rule] === 1 || (typeof pattern !== 'string' && pattern.test(normal)))
      sums.set(kind, sums.get(kind)! + weight);
  });
  let best: Kind = 'complaint';
  let total = 0;
  for (const kind of KINDS_IN_ORDER) {
    total += Math.exp(sums.get(kind)!);
    if (sums.get(kind)! > sums.get(best)!) best = kind;
  }
  return { kind: best, p: Math.exp(sums.get(best)!) / total };
}

/** No word with a vowel and a consonant beyond a grunt: «аааа», «+++», «йцукен», «ок», «тест». */
function isSenseless(normal: string): boolean {
  if (!/[а-яa-z](?:[^а-яa-z]*[а-яa-z]){3}/.test(normal)) return true;
  if (!/([а-яa-z]).*?(?!\1)([а-яa-z]).*?(?!\1|\2)[а-яa-z]/.test(normal)) return true;
  return /^(?:тест[а-я]*|проверка(?: связи)?|йцукен[а-я]*|asdf[a-z]*|qwerty[a-z]*|фыва[а-я]*|первый|[бвгджзйклмнпрстфхцчшщ]+)$/.test(
    normal,
  );
}
