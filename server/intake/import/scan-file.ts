import { readTable } from '../../platform/tabular/read-table.ts';
import { TableError } from '../../platform/tabular/table-error.ts';
import type { ImportMapping } from './mapping.ts';
import { firstText, readText } from './read-value.ts';

/** What a first look through the file finds: how long the work is, and names that the registry may have to learn. */
export interface FileScan {
  rows: number;
  /** Topic paths by their names joined with a line break. */
  topics: Map<string, string[]>;
  organisations: Set<string>;
}

/** More different names than this are free text, not a classifier. */
const NAMES_MAX = 5000;

/** @throws TableError when a column that the mapping needs is not in the file */
export async function scanFile(path: string, mapping: ImportMapping): Promise<FileScan> {
  const scan: FileScan = { rows: 0, topics: new Map(), organisations: new Set() };
  for await (const row of readTable(path)) {
    scan.rows += 1;
    if (row.problem) continue;
    if (scan.rows === 1) checkColumns(row.values, mapping, path);
    const names = (mapping.fields.topic ?? []).map((field) => readText(row.values, field)).filter(Boolean);
    if (names.length > 0 && scan.topics.size < NAMES_MAX) scan.topics.set(names.join('\n'), names);
    const organisation = firstText(row.values, mapping.fields.organisation);
    if (organisation && scan.organisations.size < NAMES_MAX) scan.organisations.add(organisation);
  }
  return scan;
}

function checkColumns(values: Record<string, unknown>, { fields }: ImportMapping, path: string): void {
  for (const needed of [fields.externalId, fields.filedAt, fields.text]) {
    if (needed in values || needed.split('.')[0]! in values) continue;
    throw new TableError(
      `В «${path}» нет столбца «${needed}». Есть: ${Object.keys(values).slice(0, 20).join(', ')}. Поправьте файл соответствий (--map) или заголовок.`,
    );
  }
}
