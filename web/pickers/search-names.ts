export interface Named {
  code: string;
  name: string;
  /** Everything above it, for the second line and for the search: «Дороги › Зимнее содержание». */
  path?: string;
}

/** How a text is compared: «Ёлка» is found by «елка». */
const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/**
 * The names in which every typed word begins some word; better places first: the whole name begins so, then the name's own
 * words, then the path's. Typing «снег трот» finds «Снег и наледь на тротуарах». Keeps the given order among equals.
 */
export function searchNames<T extends Named>(items: readonly T[], typed: string, limit = 60): T[] {
  const words = plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (words.length === 0) return items.slice(0, limit);
  const found: { item: T; score: number; at: number }[] = [];
  items.forEach((item, at) => {
    const name = plain(item.name);
    const own = wordsOf(name);
    const all = item.path ? own.concat(wordsOf(plain(item.path))) : own;
    let score = name.startsWith(words[0]!) ? -2 : 0;
    for (const word of words) {
      if (own.some((each) => each.startsWith(word))) continue;
      if (!all.some((each) => each.startsWith(word))) return;
      score += 1;
    }
    found.push({ item, score, at });
  });
  found.sort((a, b) => a.score - b.score || a.at - b.at);
  return found.slice(0, limit).map((each) => each.item);
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
