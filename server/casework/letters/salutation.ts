const WOMAN = /(вна|чна|ична|кызы)$/iu;
const MAN = /(вич|ьич|мич|ыч|оглы)$/iu;

/**
 * «Уважаемая Анна Петровна!» where the name and the patronymic can be told apart by their endings, whatever the order of the three
 * words; otherwise nobody is called by a guess.
 */
export function salutation(name: string | null): string {
  const words = (name ?? '').trim().split(/\s+/);
  if (words.length === 3) {
    const at = [2, 1].find((index) => WOMAN.test(words[index]!) || MAN.test(words[index]!));
    if (at !== undefined) {
      const called = `${words[at - 1]} ${words[at]}`;
      return `${WOMAN.test(words[at]!) ? 'Уважаемая' : 'Уважаемый'} ${called}!`;
    }
  }
  return 'Уважаемый заявитель!';
}
