const NBSP = '\u00a0';

/**
 * Words as a letter prints them: «quotes», long dashes, no number torn from its sign or unit. What no document can hold (control
 * characters, halves of surrogate pairs) is left out. Words themselves are not changed.
 */
export function typeset(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[ \t]+/g, ' ')
      .replace(/(^|[\s([«—])"/g, '$1«')
      .replace(/"/g, '»')
      .replace(/ [-–] /g, `${NBSP}— `)
      .replace(/ — /g, `${NBSP}— `)
      .replace(/\.\.\./g, '…')
      .replace(/№ ?(?=\S)/g, `№${NBSP}`)
      .replace(/(\d) (г\.|руб\.|км|кв\. м|дн\.|%)/g, `$1${NBSP}$2`)
      .replace(/(?<=^|[\s(«])(ул\.|д\.|кв\.|г\.|пос\.|с\.|ст\.|п\.|ч\.) (?=[\p{L}\d])/gu, `$1${NBSP}`)
  );
}

/** Paragraphs of a plain text: every line that is not empty. */
export function paragraphsOf(text: string): string[] {
  return typeset(text)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** «21 ноября 2026 г.», held together. @param day YYYY-MM-DD */
export function longDate(day: string): string {
  return new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replaceAll(' ', NBSP);
}

const PLURAL = new Intl.PluralRules('ru');

/** «5 дней» */
export function days(count: number): string {
  const word = { one: 'день', few: 'дня', many: 'дней' }[PLURAL.select(count) as 'one' | 'few' | 'many'];
  return `${count}${NBSP}${word ?? 'дня'}`;
}
