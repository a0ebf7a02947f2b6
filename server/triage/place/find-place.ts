import type { EntryForm, NameIndex } from './name-entries.ts';
import { type PlaceWord, readPlaceWords } from './place-words.ts';
import { weighName } from './weigh-name.ts';

export type TextPlace = {
  code: string;
  settlement: string | null;
  /** 0…1 */
  p: number;
  /** The words that named it, as written. */
  matched: string;
};

type Match = { found: EntryForm; p: number; from: number; to: number; length: number };

/** Below this a guess is worth less than an operator's look. */
const MIN_P = 0.45;

/**
 * The municipality a text speaks of, or `null` when it names none, or several equally. One pass over the words; each
 * is looked up once.
 */
export function findPlace(text: string, index: NameIndex): TextPlace | null {
  const words = readPlaceWords(text);
  const matches: Match[] = [];
  for (let from = 0; from < words.length; from++) {
    for (const found of index.get(words[from]!.text) ?? []) {
      const to = from + found.entry.rest.length;
      if (!matchesRest(words, from, found)) continue;
      const p = weighName(words, from, to, found);
      if (p > 0) matches.push({ found, p, from, to, length: to - from + 1 });
    }
  }
  const kept = matches.filter((it) => !matches.some((other) => isBetterReading(other, it)));
  return kept.length === 0 ? null : choose(kept, words, text);
}

function matchesRest(words: readonly PlaceWord[], from: number, { entry }: EntryForm): boolean {
  return entry.rest.every((forms, i) => {
    const word = words[from + 1 + i];
    return word !== undefined && forms.has(word.text);
  });
}

/** «Верх-Тула» is not «Тула»; «с. Чулым» is the village and not the town of the name. */
function isBetterReading(other: Match, it: Match): boolean {
  if (other === it || other.to < it.from || other.from > it.to) return false;
  if (other.length !== it.length) return other.length > it.length;
  return other.from === it.from && other.p > it.p + 0.2;
}

function choose(matches: readonly Match[], words: readonly PlaceWord[], text: string): TextPlace | null {
  // Places of one name share one mention: only as much of it speaks for each as the others leave.
  const scores = new Map<string, number>();
  for (const it of matches) {
    const code = it.found.entry.code;
    const p = it.p * shareOf(it, matches);
    scores.set(code, 1 - (1 - (scores.get(code) ?? 0)) * (1 - p));
  }
  const ranked = [...scores].sort(
    (a, b) => b[1] - a[1] || firstMention(matches, a[0]) - firstMention(matches, b[0]),
  );
  const [code, score] = ranked[0]!;
  const rival = ranked[1]?.[1] ?? 0;
  const p = score * (1 - rival / 2);
  if (p < MIN_P) return null;
  const own = matches.filter((it) => it.found.entry.code === code);
  const settled = own.filter((it) => it.found.entry.settlement !== null).sort((a, b) => b.p - a.p)[0];
  const best = settled ?? own.sort((a, b) => b.p - a.p)[0]!;
  return {
    code,
    settlement: best.found.entry.settlement,
    p,
    matched: text.slice(words[best.from]!.from, words[best.to]!.to),
  };
}

const KIND_RANK: Record<string, number> = { город: 100, 'рабочий посёлок': 30 };

function shareOf(it: Match, matches: readonly Match[]): number {
  const rivals = matches.filter((other) => other.from === it.from && other.to === it.to);
  if (rivals.length === 1) return 1;
  // A municipality named elsewhere in the text settles which «Козловка» is meant.
  const named = (m: Match) =>
    matches.some((other) => other.from !== m.from && other.found.entry.code === m.found.entry.code);
  const strength = (m: Match) => m.p * (KIND_RANK[m.found.entry.kind] ?? 1) * (named(m) ? 50 : 1);
  return strength(it) / rivals.reduce((sum, other) => sum + strength(other), 0);
}

function firstMention(matches: readonly Match[], code: string): number {
  return matches.find((it) => it.found.entry.code === code)!.from;
}
