import { readTable } from '../../platform/tabular/read-table.ts';
import { TableError } from '../../platform/tabular/table-error.ts';
import type { TextExample } from './fit-model.ts';
import type { Place } from './place-features.ts';
import { KNOWN_PLACE_FIELDS } from './place-features.ts';

export interface ExampleFields {
  text: string;
  labels: string[];
  /** `auto`: the known place fields the file has. */
  place: string[] | 'auto';
  /** `auto`: the first known date field the file has. */
  date: string | 'auto' | 'none';
}

export interface ExampleFile {
  examples: TextExample[];
  placeFields: string[];
  dateField: string | null;
  /** Rows that could not be read or had no text. */
  skipped: number;
}

const KNOWN_DATE_FIELDS = [
  'created',
  'created_at',
  'createdAt',
  'registered_at',
  'date',
  'дата',
  'дата создания',
];
/** A label must be answered by something a new appeal has: what is looked at for `auto` is the head of the file. */
const LOOKED_AT_ROWS = 200;

/**
 * Training examples of a JSONL, CSV or XLSX file.
 * @throws TableError (Russian) when a named field is not in the file or no row can be used
 */
export async function readExamples(
  path: string,
  fields: ExampleFields,
  onBytes?: (bytes: number) => void,
): Promise<ExampleFile> {
  const present = new Set<string>();
  let looked = 0;
  for await (const { values } of readTable(path)) {
    for (const name of Object.keys(values)) present.add(name);
    if (++looked >= LOOKED_AT_ROWS) break;
  }
  const named = [fields.text, ...fields.labels, ...(fields.place === 'auto' ? [] : fields.place)];
  if (fields.date !== 'auto' && fields.date !== 'none') named.push(fields.date);
  const missing = named.filter((name) => !present.has(name));
  if (missing.length > 0) {
    throw new TableError(
      `В файле «${path}» нет ${missing.map((name) => `«${name}»`).join(', ')}. Есть: ${[...present].join(', ')}.`,
    );
  }
  const placeFields =
    fields.place === 'auto'
      ? KNOWN_PLACE_FIELDS.filter((name) => present.has(name) && !named.includes(name))
      : fields.place;
  const dateField = dateFieldOf(fields.date, present);
  const examples: TextExample[] = [];
  let skipped = 0;
  for await (const { values, problem } of readTable(path, { onBytes })) {
    const text = values[fields.text];
    if (problem || typeof text !== 'string' || text.trim() === '') {
      skipped++;
      continue;
    }
    const time = dateField ? Date.parse(String(values[dateField])) : Number.NaN;
    examples.push({
      text,
      labels: Object.fromEntries(fields.labels.map((name) => [name, labelOf(values[name])])),
      ...(placeFields.length > 0 ? { place: placeOf(values, placeFields) } : {}),
      ...(Number.isFinite(time) ? { time } : {}),
    });
  }
  if (examples.length === 0) throw new TableError(`В файле «${path}» нет ни одной строки с текстом.`);
  return { examples, placeFields: [...placeFields], dateField, skipped };
}

function dateFieldOf(asked: string, present: Set<string>): string | null {
  if (asked === 'none') return null;
  return asked === 'auto' ? (KNOWN_DATE_FIELDS.find((name) => present.has(name)) ?? null) : asked;
}

export function placeOf(values: Record<string, unknown>, fields: readonly string[]): Place {
  return Object.fromEntries(fields.map((name) => [name, values[name]]));
}

function labelOf(value: unknown): string | number | null {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  return String(value).trim();
}
