/**
 * Words after which a person must first be told to call 112. Not triage (that has a model and a person): only a line
 * beside the text, so it may be generous, but not cry at every street lamp. Stems at the start of a word.
 */
const STEMS = [
  'пожар(?!н)',
  'горит(?!\\s+(лампоч|фонар|свет))',
  'загорел(ся|ась|ось|ись)',
  'задымлен',
  'взрыв',
  'взорва',
  '(утечк\\p{L}*|запах\\p{L}*|пахнет)\\s+газ',
  'газом\\s+пахнет',
  'умира(ет|ю|ют)',
  'без\\s+сознания',
  'задыхаюсь|задыхается',
  'тонет|тонут',
  'истека\\p{L}*\\s+кров',
  'оголенн\\p{L}*\\s+провод|провод\\p{L}*\\s+искр|искрит',
  'обрушил|обрушение|обвалил(ся|ась|ось)',
  'провалил(ся|ась)\\s+под\\s+лед',
  'избива|убива(ет|ют)|насилу(ет|ют)',
  'угро(за|жает|жают)\\s+(жизни|убить|убийством)',
  'покончить\\s+с\\s+собой|суицид|самоубийств',
  'застрял\\p{L}*\\s+в\\s+лифте',
];
const EMERGENCY = new RegExp(`(?<!\\p{L})(?:не\\s+)?(${STEMS.join('|')})`, 'iu');
const DENIED = /^не\s/iu;

/** The words that sound like danger to life («запах газа»), or null. «Не горит» (a lamp) is not one. */
export function emergencyWords(text: string): string | null {
  const plain = text.replaceAll('ё', 'е').replaceAll('Ё', 'Е');
  for (let at = 0; at < plain.length; ) {
    const found = EMERGENCY.exec(plain.slice(at));
    if (!found) return null;
    if (!DENIED.test(found[0])) return found[0];
    at += found.index + found[0].length;
  }
  return null;
}
