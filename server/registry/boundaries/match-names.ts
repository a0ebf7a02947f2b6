import type { RegionMunicipality } from '../region-file.ts';

export type NameIndex = (name: string) => string | null;

/** Kinds of territory, which sources add and leave out as they please; «район» stays, it tells Искитим from its district. */
const KIND_WORDS = new Set(
  [
    'муниципальный муниципальное муниципального образование образования округ округа городской городского',
    'внутригородское внутригородская территория город города г гор поселок поселка пос п село рп рабочий пгт',
    'мо го поселение',
  ].flatMap((it) => it.split(' ')),
);

/**
 * The name as all sources would write it: «муниципальный округ  №65», «Муниципальный округ N 65» and
 * «МУНИЦИПАЛЬНЫЙ ОКРУГ № 65» become one; «Лиговка - Ямская» and «Лиговка-Ямская» too.
 */
export function normaliseName(name: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/ё/g, 'е')
    .replace(/[«»"'“”„‘’.,()]/g, ' ')
    .replace(/\s*[-‐‑‒–—−]\s*/g, '-')
    .replace(/(?<![\p{L}\d])(?:№|no|n|номер)\s*(?=\d)/gu, '№')
    .split(/\s+/)
    .filter((it) => it !== '');
  return words.filter((it, i) => it !== words[i - 1]).join(' ');
}

/** Also without the kind of territory: «город Павловск» and «Павловск», «округ Морской» and «Морской». */
function stripKinds(normalised: string): string {
  const rest = normalised
    .replace(/р-н(?![\p{L}])/gu, 'район')
    .split(' ')
    .filter((it) => !KIND_WORDS.has(it))
    .join(' ');
  return rest || normalised;
}

/**
 * Finds a municipality by a name from elsewhere: first letter for letter after normalisation (names, then aliases), then
 * without kinds, where that leaves one municipality only.
 */
export function buildNameIndex(
  municipalities: readonly Pick<RegionMunicipality, 'code' | 'name' | 'aliases'>[],
): NameIndex {
  const exact = new Map<string, string>();
  const loose = new Map<string, string | null>();
  const addLoose = (name: string, code: string) => {
    const key = stripKinds(normaliseName(name));
    const known = loose.get(key);
    loose.set(key, known === undefined || known === code ? code : null);
  };
  for (const it of municipalities) exact.set(normaliseName(it.name), it.code);
  for (const it of municipalities) {
    for (const alias of it.aliases) {
      const key = normaliseName(alias);
      if (!exact.has(key)) exact.set(key, it.code);
    }
    for (const name of [it.name, ...it.aliases]) addLoose(name, it.code);
  }
  return (name) => {
    const key = normaliseName(name);
    return exact.get(key) ?? loose.get(stripKinds(key)) ?? null;
  };
}

/** A code for a municipality whose ОКТМО is not known yet: the same for the same name, in any process, for ever. */
export function temporaryCode(name: string): string {
  // FNV-1a, 64 bits, over UTF-16 units: enough for a country's municipalities, needs no dependency.
  let hash = 0xcbf29ce484222325n;
  for (const unit of normaliseName(name)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0)!)) * 0x100000001b3n);
  }
  return `x-${hash.toString(36)}`;
}
