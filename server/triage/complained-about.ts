import type { RouteOrganisation, RouteTable } from './route/route-table.ts';

/** Finds the body whose own action or inaction a text complains of; null when it complains of a matter, as most do. */
export type ComplaintFinder = (text: string, municipality: string | null) => string | null;

/**
 * Words that turn a complaint against a body itself, each with the words after it in which the body is named. «Яма, администрация не
 * реагирует» is about the pit and goes to the administration; «жалоба на бездействие администрации» must not (59‑ФЗ, art. 8
 * part 6). So only plain words of complaint, appeal and liability count, not every reproach.
 */
const AGAINST =
  /(?:жалоб[ауыое][йю]?\s+на|жалу(?:юсь|емся|ется)\s+на|обжал(?:ую|уем|овать)|бездействи(?:е|я|ем)|неправомерн[а-я]+\s+(?:действи|решени)[а-я]+|хамств[оа]\s+(?:в|со стороны|сотрудни[а-я]+|работни[а-я]+|персонала)|отписк[аиу]\s+(?:от|из)|привлечь\s+к\s+ответственности)\s+((?:[^.!?\n]){3,140})/g;

/** Any of these may begin the line; looked for first, since nearly every text has none. */
const HINT = /жал|бездейств|неправомерн|хамств|отписк|привлечь/;

const ADMINISTRATION = /(?:администраци|мэри|мэра|глав[ауыеой]+\s+(?:города|района|округа|администрации))/;

/** Prepared once for a registry. */
export function createComplaintFinder(table: RouteTable): ComplaintFinder {
  const bodies = [...table.organisations.values()]
    .map((body) => ({ code: body.code, parts: telling(body) }))
    .filter(({ parts }) => parts.length > 0)
    // The name that says more wins: a hospital before the ministry that it belongs to.
    .sort((a, b) => b.parts.length - a.parts.length || a.code.localeCompare(b.code));
  return (text, municipality) => {
    const plain = text.toLowerCase().replaceAll('ё', 'е');
    if (!HINT.test(plain)) return null;
    for (const [, named = ''] of plain.matchAll(AGAINST)) {
      const found = bodies.find(({ parts }) => parts.every((part) => wordBegins(named, part)));
      if (found) return found.code;
      // «на бездействие администрации» without a name means one's own.
      if (municipality && ADMINISTRATION.test(named)) return table.administrationOf(municipality);
    }
    return null;
  };
}

const GENERAL = new Set([
  'и',
  'по',
  'в',
  'города',
  'город',
  'района',
  'область',
  'области',
  'округа',
  'ч',
  'г',
]);
const ENDING = 3;
const PART_MIN = 4;

/** Beginnings of the words of a body's short name that its every case form shares. */
function telling({ shortName }: Pick<RouteOrganisation, 'shortName'>): string[] {
  const words =
    shortName
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[а-яa-z0-9]+/g) ?? [];
  return words
    .filter((word) => !GENERAL.has(word))
    .map((word) =>
      /\d/.test(word) || word.length <= PART_MIN
        ? word
        : word.slice(0, Math.max(PART_MIN, word.length - ENDING)),
    );
}

function wordBegins(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const before = at === 0 ? ' ' : text[at - 1]!;
    const after = text[at + part.length] ?? ' ';
    const number = /\d/.test(part) && /\d/.test(after);
    if (!/[а-яa-z0-9]/.test(before) && !number) return true;
  }
  return false;
}
