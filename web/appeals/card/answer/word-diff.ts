/** A run of words that both texts have, or only one. */
export interface DiffRun {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Above this product of lengths the texts are shown whole, one after the other: the table would not fit a phone's memory. */
const CELLS_MAX = 4_000_000;

/** A word, a run of spaces, a mark: a comma set does not change the word before it. */
const WORDS = /\s+|[\p{L}\d-]+|[^\s\p{L}\d]/gu;

/**
 * What became of a text, word by word: the longest common run of words stays, the rest was removed and added. Joined in order, `same`
 * and `removed` give the text before, `same` and `added` the text after.
 */
export function wordDiff(before: string, after: string): DiffRun[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : [];
  const a = before.match(WORDS) ?? [];
  const b = after.match(WORDS) ?? [];
  if (a.length * b.length > CELLS_MAX)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const runs: DiffRun[] = [];
  const push = (kind: DiffRun['kind'], text: string) => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push('same', a[i]!);
      i += 1;
      j += 1;
    } else if (
      j >= b.length ||
      (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      push('removed', a[i]!);
      i += 1;
    } else {
      push('added', b[j]!);
      j += 1;
    }
  }
  return runs;
}
