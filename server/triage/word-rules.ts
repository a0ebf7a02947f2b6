// Many patterns that begin where a word begins, looked for together. Each of forty patterns over a whole text takes 40 µs in all;
// one scan that tries, at the beginning of every word, the few patterns which can begin with its first two letters takes 6.

/** What a pattern can begin with: up to two characters, of which `ONE` stands for any and `REST` for any number of any. */
const ONE = '?';
const REST = '*';
const CHARS = 2;
const LETTER = /[а-яa-z]/;
const LAST_LETTER = 'я'.charCodeAt(0);
const IS_LETTER = Uint8Array.from({ length: LAST_LETTER + 1 }, (_, code) =>
  LETTER.test(String.fromCharCode(code)) ? 1 : 0,
);
const SPACE = ' '.charCodeAt(0);

/** Says for a text, by the numbers of the rules, which of them match (1) and which do not (0). The array is used again. */
export type WordRules = (text: string) => Uint8Array;

/**
 * @param sources regular expressions for lower-case text, each to match from the beginning of a Russian or Latin word; made of
 *   letters, classes, groups `(?:…)`, assertions and quantifiers. null: a number whose rule is not of this sort.
 */
export function createWordRules(sources: readonly (string | null)[]): WordRules {
  const rules = sources.flatMap((source, number) =>
    source === null
      ? []
      : [{ number, pattern: new RegExp(`(?:${source})`, 'y'), beginnings: beginningsOf(source) }],
  );
  const byBeginning = new Map<number, typeof rules>();
  const rulesAt = (first: number, second: number) => {
    const key = first * (LAST_LETTER + 1) + second;
    let possible = byBeginning.get(key);
    if (!possible) {
      const said = String.fromCharCode(first, second);
      possible = rules.filter(({ beginnings }) => beginnings.some((each) => canBegin(each, said)));
      byBeginning.set(key, possible);
    }
    return possible;
  };
  const matched = new Uint8Array(sources.length);
  return (text) => {
    matched.fill(0);
    for (let at = 0, inWord = false; at < text.length; at += 1) {
      const first = letterOrSpace(text, at);
      if (first !== SPACE && !inWord) {
        for (const { number, pattern } of rulesAt(first, letterOrSpace(text, at + 1))) {
          if (matched[number] === 1) continue;
          pattern.lastIndex = at;
          if (pattern.test(text)) matched[number] = 1;
        }
      }
      inWord = first !== SPACE;
    }
    return matched;
  };
}

function letterOrSpace(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return IS_LETTER[code] === 1 ? code : SPACE;
}

function canBegin(beginning: string, said: string): boolean {
  for (let at = 0; at < CHARS; at += 1) {
    const char = beginning[at] ?? REST;
    if (char === REST) return true;
    if (char !== ONE && (LETTER.test(char) ? char : ' ') !== said[at]) return false;
  }
  return true;
}

/** Every way a regular expression can begin; more than it really can is allowed, less is not. */
export function beginningsOf(source: string): string[] {
  let at = 0;

  const alternatives = (): Set<string> => {
    const all = new Set<string>();
    for (;;) {
      for (const each of sequence()) all.add(each);
      if (source[at] !== '|') return all;
      at += 1;
    }
  };
  const sequence = (): Set<string> => {
    let begun = new Set(['']);
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const next = quantified(atom());
      begun = new Set([...begun].flatMap((said) => [...next].map((more) => joined(said, more))));
    }
    return begun;
  };
  const atom = (): Set<string> => {
    const char = source[at]!;
    at += 1;
    if (char === '(') {
      const asserts = /^\?<?[=!]/.test(source.slice(at, at + 3));
      at = source.indexOf(':', at) === at + 1 ? at + 2 : at;
      if (asserts) at += source[at + 1] === '<' ? 3 : 2;
      const inside = alternatives();
      at += 1;
      return asserts ? new Set(['']) : inside;
    }
    if (char === '[') {
      at = source.indexOf(']', at) + 1;
      return new Set([ONE]);
    }
    if (char === '\\') {
      at += 1;
      return new Set([ONE]);
    }
    if (char === '^' || char === '$') return new Set(['']);
    return new Set([char === '.' ? ONE : char]);
  };
  const quantified = (once: Set<string>): Set<string> => {
    const quantifier = /^(?:[?*+]|\{(\d+)[^}]*\})/.exec(source.slice(at));
    if (!quantifier) return once;
    at += quantifier[0].length;
    const all = quantifier[0] === '?' ? new Set(once) : new Set([...once].map((each) => joined(each, REST)));
    if (quantifier[0] === '?' || quantifier[0] === '*' || quantifier[1] === '0') all.add('');
    return all;
  };
  return [...alternatives()];
}

const joined = (said: string, more: string) => (said.includes(REST) ? said : (said + more).slice(0, CHARS));
