import type { RegionMunicipality } from '../../registry/region-file.ts';
import { inflectName } from './inflect-name.ts';
import { EVERYDAY_WORDS, TOPONYM_ENDING } from './place-vocabulary.ts';
import { readPlaceWords } from './place-words.ts';

/** One way to name one place. */
export type NameEntry = {
  code: string;
  settlement: string | null;
  /** Kind of settlement in the registry's words; `район` or `округ` for a territory named
   * by an adjective, `номер` for a numbered okrug. */
  kind: string;
  /** For each word after the first: its forms. */
  rest: readonly ReadonlySet<string>[];
  /** Everyday word or adjective: needs more evidence. */
  everyday: boolean;
  /** Has an ending that only place names have. */
  toponym: boolean;
  /** Residents of the municipality: of two towns of one name the larger is meant. */
  weight: number;
};

export type EntryForm = { entry: NameEntry; base: boolean; surname: boolean };

/** First word's form → entries that may begin with it. */
export type NameIndex = ReadonlyMap<string, readonly EntryForm[]>;

const KIND_PREFIX =
  /^(?:город|г\.|село|с\.|деревня|д\.|пос[её]лок|п\.|рабочий пос[её]лок|р\. ?п\.|рабочий|станция|микрорайон)\s+(?=\p{L})/iu;
const DISTRICT_SUFFIX = /\s+(?:(?:муниципальный\s+)?(?:район|р-н)|муниципальный\s+округ)$/i;

export function buildNameEntries(municipalities: readonly RegionMunicipality[]): NameIndex {
  const index = new Map<string, EntryForm[]>();
  for (const it of municipalities) {
    for (const name of new Set([it.name, ...it.aliases])) {
      if (DISTRICT_SUFFIX.test(name)) add(index, it, name.replace(DISTRICT_SUFFIX, ''), 'район', null);
      else if (it.kind === 'okrug') addOkrug(index, it, name);
      else if (it.kind === 'city') add(index, it, name.replace(KIND_PREFIX, ''), cityKind(name, it), null);
    }
    for (const s of it.settlements) {
      const isTheTown = it.kind === 'city' && s.name === it.name.replace(KIND_PREFIX, '');
      if (!isTheTown) add(index, it, s.name, s.kind, s.name);
    }
  }
  return index;
}

/**
 * An okrug may be a quarter of a city («муниципальный округ Автово»), a settlement («посёлок Шушары»), named by an
 * adjective like a district («Красноуфимский округ»), or numbered («муниципальный округ № 65»).
 */
function addOkrug(index: Map<string, EntryForm[]>, it: RegionMunicipality, name: string) {
  const bare = name.replace(/^муниципальный округ\s+/i, '');
  const adjective = /^(\S+(?:ий|ый|ой))\s+(?:муниципальный\s+|городской\s+)?округ$/i.exec(bare)?.[1];
  const number = /\d+/.exec(bare)?.[0];
  if (adjective) add(index, it, adjective, 'округ', null);
  else if (number) {
    for (const way of ['округ', 'округ n', 'мо', 'мо n']) add(index, it, `${way} ${number}`, 'номер', null);
  } else
    add(index, it, bare.replace(/^округ\s+|\s+округ$/i, '').replace(KIND_PREFIX, ''), 'микрорайон', null);
}

function cityKind(name: string, it: RegionMunicipality): string {
  return /пос[её]л|р\. ?п\./i.test(`${name} ${it.name}`) ? 'рабочий посёлок' : 'город';
}

function add(
  index: Map<string, EntryForm[]>,
  it: RegionMunicipality,
  name: string,
  kind: string,
  settlement: string | null,
) {
  const words = readPlaceWords(name).map((word) => word.text);
  const [first, ...rest] = words;
  if (first === undefined) return;
  const entry: NameEntry = {
    code: it.code,
    settlement,
    kind,
    rest: rest.map((word) => new Set(inflectName(word).map((form) => form.form))),
    // One short word is too little to stand alone: «Обь», «Чик», «Ача».
    everyday:
      rest.length === 0 &&
      (first.length <= 4 || EVERYDAY_WORDS.has(first) || /(ый|ий|ой|ое|ее|ая)$/.test(first)),
    toponym: rest.length > 0 || TOPONYM_ENDING.test(first),
    weight: it.population,
  };
  for (const { form, base, surname } of inflectName(first)) {
    const known = index.get(form);
    const same = known?.some(
      (other) => other.entry.code === entry.code && other.entry.kind === kind && sameRest(other.entry, entry),
    );
    if (same) continue;
    const item = { entry, base, surname: surname && rest.length === 0 };
    if (known) known.push(item);
    else index.set(form, [item]);
  }
}

function sameRest(a: NameEntry, b: NameEntry): boolean {
  return (
    a.rest.length === b.rest.length && a.rest.every((it, i) => [...it].join() === [...b.rest[i]!].join())
  );
}
