import type { EntryForm } from './name-entries.ts';
import {
  DISTRICT_WORDS,
  EVERYDAY_WORDS,
  KIND_MARKERS,
  PERSON_WORDS,
  PLACE_PREPOSITIONS,
  STREET_WORDS,
  WATER_WORDS,
  WHOLE_STREET_WORDS,
} from './place-vocabulary.ts';
import type { PlaceWord } from './place-words.ts';

/**
 * How probable it is that words `from…to` mean this place, 0…1, by what stands around them: the kind before the name
 * («г.», «селе»), «район» beside an adjective, a preposition, a capital. Figures are judgements, tested on phrases.
 */
export function weighName(words: readonly PlaceWord[], from: number, to: number, found: EntryForm): number {
  const before = words[from - 1];
  const after = words[to + 1];
  if (before && STREET_WORDS.has(before.text)) return 0;
  if (found.entry.kind === 'номер') return 0.95;
  if (found.entry.kind === 'район' || found.entry.kind === 'округ')
    return weighDistrict(words, from, to, found);
  // «Ордынское» is a settlement, «Ордынский район» is not: there the district's own entry speaks.
  if (after && DISTRICT_WORDS.has(after.text)) return 0;

  const marker = markerWeight(before, found);
  if (marker > 0) return marker;
  // «Ордынское шоссе» is a street wherever it is; «Бердск ул Ленина» is an address.
  if (after && WHOLE_STREET_WORDS.has(after.text) && found.entry.everyday && !words[to]!.breakAfter) return 0;
  const p = weighBareName(words, from, found);
  return namesRoute(words, from, to) ? p / 2 : p;
}

/** «дорога Кочки — Баган», «маршрут Обь-Чик»: the ends of a road tell little of where on it the matter is. */
function namesRoute(words: readonly PlaceWord[], from: number, to: number): boolean {
  const before = words[from - 1];
  const after = words[to + 1];
  const joined = (word: PlaceWord | undefined, dash: boolean | undefined) =>
    dash === true && word !== undefined && word.capital === 'yes';
  return joined(after, words[to]!.dashAfter) || joined(before, before?.dashAfter);
}

function weighDistrict(
  words: readonly PlaceWord[],
  from: number,
  to: number,
  { base, entry }: EntryForm,
): number {
  const first = words[from]!;
  const before = words[from - 1];
  const after = words[to + 1];
  const municipal = after !== undefined && /^(муниципальн|городск)/.test(after.text);
  const noun = municipal ? words[to + 2] : after;
  // Districts are being made into municipal okrugs; «округ» alone is too often an electoral one, unless the registry
  // itself has an okrug of that name.
  const okrugs = municipal || entry.kind === 'округ';
  const beside = noun && (DISTRICT_WORDS.has(noun.text) || (okrugs && noun.text.startsWith('округ')));
  // «в северном районе города» is a part of a town, whatever the registry calls its districts.
  const next = words[to + 2];
  if (beside && next && /^(города|городе|г)$/.test(next.text) && EVERYDAY_WORDS.has(baseOf(first.text)))
    return 0;
  if (beside) {
    if (!EVERYDAY_WORDS.has(baseOf(first.text))) return 0.97;
    return first.capital === 'yes' ? 0.9 : first.capital === 'start' ? 0.6 : 0;
  }
  const ahead = before && DISTRICT_WORDS.has(before.text) && base && first.capital !== 'no';
  return ahead ? 0.85 : 0;
}

/** An adjective's dictionary form, near enough to look it up: «северного», «северном» → «северный». */
function baseOf(adjective: string): string {
  return adjective.replace(/(?:ого|ому|ым|ом)$/, /[кгх](?:ого|ому|ом)$/.test(adjective) ? 'ий' : 'ый');
}

function markerWeight(before: PlaceWord | undefined, { entry, base }: EntryForm): number {
  const kinds = before && KIND_MARKERS.get(before.text);
  if (!kinds) return 0;
  // «с» is also the preposition: without its stop it announces a village only before the nominative.
  if (before.text === 'с' && !before.dot && !base) return 0;
  if (kinds.includes(entry.kind)) return 0.96;
  // Residents often mistake the kind: «г. Линёво» is a workers' settlement.
  return before.text === 'с' && !before.dot ? 0 : 0.7;
}

function weighBareName(
  words: readonly PlaceWord[],
  from: number,
  { entry, base, surname }: EntryForm,
): number {
  const { capital } = words[from]!;
  const before = words[from - 1];
  const preposition = before !== undefined && PLACE_PREPOSITIONS.has(before.text);
  const quarter = entry.kind === 'микрорайон';
  if (before && PERSON_WORDS.has(before.text)) return 0;
  if (before && WATER_WORDS.has(before.text)) {
    // Quarters are spoken of with «на»: «на Родниках», «на Затулинке».
    if (quarter && before.text === 'на') return capital === 'yes' ? 0.9 : 0;
    if (entry.everyday || before.text !== 'по') return 0;
  }
  if (surname && !preposition) return 0;
  if (entry.everyday) {
    if (capital === 'yes')
      return preposition ? (quarter ? 0.75 : 0.85) : aloneInAddress(words, from) && base ? 0.6 : 0;
    return 0;
  }
  if (capital === 'yes') return preposition ? 0.93 : 0.85;
  if (capital === 'start')
    return entry.toponym || aloneInAddress(words, from) ? 0.85 : preposition ? 0.8 : 0.5;
  if (entry.toponym) return preposition ? 0.8 : 0.65;
  return preposition ? 0.6 : 0;
}

/** Followed by a street, as in «Обь, ул. Геодезическая, 3», or set apart, as in «адрес: Обь, дом 3». */
function aloneInAddress(words: readonly PlaceWord[], from: number): boolean {
  const word = words[from]!;
  const next = words[from + 1];
  if (next !== undefined && STREET_WORDS.has(next.text)) return true;
  return word.breakBefore && word.breakAfter && !EVERYDAY_WORDS.has(word.text);
}
