import { XMLParser } from 'fast-xml-parser';
import type { ProviderAnswer } from '../provider-client.ts';

export type Open311Row = Readonly<Record<string, unknown>>;

/** Elements that may repeat, so that one of them is still a list. */
const LISTS = new Set(['service', 'request', 'attribute', 'value', 'error']);
/** Where each list stands under its root in XML. */
const ROOTS: Record<string, readonly string[]> = {
  service: ['services'],
  request: ['service_requests', 'requests'],
  error: ['errors'],
  definition: ['service_definition'],
};

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  isArray: (name) => LISTS.has(name),
});

/**
 * The rows of an answer in whichever of the two formats it came: JSON as a bare array (some servers wrap it in its root, some give
 * one object), XML under its root.
 *
 * @returns null when it is neither, or has no such root
 */
export function rowsOf(answer: ProviderAnswer, item: keyof typeof ROOTS): Open311Row[] | null {
  const roots = ROOTS[item]!;
  if (answer.json !== null) return asRows(unwrap(answer.json, roots));
  const text = answer.content?.toString('utf8') ?? '';
  if (!text.trimStart().startsWith('<')) return null;
  let tree: Record<string, unknown>;
  try {
    tree = parser.parse(text);
  } catch {
    return null;
  }
  for (const root of roots) {
    if (!(root in tree)) continue;
    const inside = tree[root];
    if (item === 'definition') return asRows(inside);
    return isRow(inside) && item in inside ? asRows(inside[item]) : [];
  }
  return null;
}

/** What the server says was wrong, in its own words; null when it says nothing in the form of the specification. */
export function errorsOf(answer: ProviderAnswer): string | null {
  const rows = rowsOf(answer, 'error') ?? [];
  const said = rows.map((row) => textOf(row.description)).filter((each) => each !== null);
  return said.length > 0 ? said.join('; ').slice(0, 300) : null;
}

/** A text that is there; null for empty elements and for JSON's null. Numbers are taken as they are written. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Rows of a list inside a row: JSON has it as an array, XML as an element around its items. */
export function inner(row: Open311Row, list: string, item: string): Open311Row[] {
  const value = row[list];
  if (Array.isArray(value)) return value.filter(isRow);
  return isRow(value) ? (asRows(value[item]) ?? []) : [];
}

const isRow = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const unwrap = (json: unknown, roots: readonly string[]) =>
  isRow(json) ? (roots.map((root) => json[root]).find((value) => value !== undefined) ?? json) : json;

function asRows(value: unknown): Open311Row[] | null {
  if (Array.isArray(value)) return value.filter(isRow);
  return isRow(value) ? [value] : null;
}
