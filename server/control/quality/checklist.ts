import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ChecklistItem, type MARKS } from '../../../contract/control.ts';

export type Mark = (typeof MARKS)[number];

const File = z.object({ lotPercent: z.number().min(0).max(100), items: z.array(ChecklistItem).min(1) });

/** What an answer is looked at for, and what share of answers is drawn by lot. */
export const CHECKLIST = File.parse(
  JSON.parse(readFileSync(new URL('./checklist.json', import.meta.url), 'utf8')),
);

/**
 * Score of an answer, 0…1: weight of what is right over weight of what applies.
 *
 * @returns null when nothing applies
 */
export function scoreOf(
  marks: Readonly<Record<string, Mark>>,
  items: readonly ChecklistItem[] = CHECKLIST.items,
): number | null {
  let right = 0;
  let whole = 0;
  for (const { id, weight } of items) {
    const mark = marks[id];
    if (mark === 'yes') right += weight;
    if (mark === 'yes' || mark === 'no') whole += weight;
  }
  return whole === 0 ? null : right / whole;
}

/** Items without a mark, in the order of the list. */
export function unmarked(marks: Readonly<Record<string, Mark>>): ChecklistItem[] {
  return CHECKLIST.items.filter(({ id }) => !marks[id]);
}

const DAY =
  /\b\d{1,2}\.\d{1,2}(\.\d{2,4})?(?!\d)|\b\d{1,2}\s+(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)/i;
const PHONE = /(\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}|\b\d{3}-\d{2}-\d{2}\b|@\w+\.\w+/;
const OFFICIALESE =
  /в установленн\p{L}* (порядке|сроки|законодательств\p{L}*)|настоящим сообща|довод\p{L}* до (вашего )?сведения|в целях обеспечения/iu;

/** Marks that the text alone tells; a person looks at each and may change it. */
export function suggestMarks(answer: string, outcome: string | null): Record<string, Mark> {
  const suggested: Record<string, Mark> = {
    plan: DAY.test(answer) ? 'yes' : 'no',
    contact: PHONE.test(answer) ? 'yes' : 'no',
  };
  if (OFFICIALESE.test(answer)) suggested.language = 'no';
  if (outcome !== null && outcome !== 'solved') suggested.fact = 'not_applicable';
  return suggested;
}
