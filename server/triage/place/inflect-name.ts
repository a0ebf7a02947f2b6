/** How a form may be trusted: `surname` is also a surname («Завьялова»), so it needs a preposition or a kind before it. */
export type NameForm = { form: string; base: boolean; surname: boolean };

/**
 * The case forms of one word of a place name, by its ending (lower case, «е» for «ё»). Forms and not stems, because a
 * stem cannot tell «в Бердске» from «на Бердской улице»: the Snowball stemmer makes «бердск» of both.
 */
export function inflectName(word: string): NameForm[] {
  const surname = /(ов|ев|ин|ын)о$/.test(word);
  const forms = new Map<string, NameForm>([[word, { form: word, base: true, surname: false }]]);
  for (const [cut, endings] of patternsOf(word)) {
    const stem = word.slice(0, word.length - cut);
    for (const ending of endings.split(' ')) {
      const form = stem + (ending === '-' ? '' : ending);
      if (!forms.has(form)) forms.set(form, { form, base: false, surname: surname && ending !== 'е' });
    }
  }
  return [...forms.values()];
}

type Pattern = [cut: number, endings: string];

function patternsOf(word: string): Pattern[] {
  if (word.length < 3 || /\d/.test(word)) return [];
  if (/(ый|ой)$/.test(word)) return [[2, 'ого ому ым ом']];
  if (/[кгх]ий$/.test(word)) return [[2, 'ого ому им ом']];
  if (/ий$/.test(word)) return [[2, 'его ему им ем']];
  if (/ое$/.test(word)) return [[2, /[кгх]ое$/.test(word) ? 'ого ому им ом' : 'ого ому ым ом']];
  if (/ее$/.test(word)) return [[2, 'его ему им ем']];
  if (/ая$/.test(word)) return [[2, 'ой ую']];
  if (/ье$/.test(word)) return [[1, 'я ю ем']];
  if (/[ое]$/.test(word)) return [[1, 'а у ом е']];
  if (/а$/.test(word)) return [[1, /[кгхжшщч]а$/.test(word) ? 'и е у ой' : 'ы е у ой']];
  if (/ия$/.test(word)) return [[1, 'и ю ей']];
  if (/я$/.test(word)) return [[1, 'и е ю ей']];
  if (/ки$/.test(word))
    return [
      [1, 'ам ами ах'],
      [2, 'ок ек'],
    ];
  if (/[ыи]$/.test(word)) return [[1, 'ов ам ами ах -']];
  // «Обь» and «Колывань» are feminine; «Ярославль» is not. The masculine «обе» of «Обь» would be a common word.
  if (/ль$/.test(word))
    return [
      [1, 'я ю ем е и'],
      [0, 'ю'],
    ];
  if (/ь$/.test(word)) return [[1, 'и ью']];
  if (/й$/.test(word)) return [[1, 'я ю ем е']];
  if (/ец$/.test(word)) return [[2, 'ца цу цом цем це']];
  if (/[бвгджзклмнпрстфхцчшщ]ок$/.test(word))
    return [
      [2, 'ка ку ком ке'],
      [0, 'а у ом е'],
    ];
  if (/[жшщчц]$/.test(word)) return [[0, 'а у ом ем е']];
  if (/[бвгдзклмнпрстфх]$/.test(word)) return [[0, 'а у ом е']];
  return [];
}
