import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { ExportFormat, ExportProfile } from '../../contract/exchange.ts';
import type { ExportContext } from './export-context.ts';
import type { ExportedCase } from './exported-case.ts';
import { INCIDENT_COLUMNS, incidentRows } from './profiles/incident.ts';
import { OTKLIK_COLUMNS, otklikRow } from './profiles/otklik.ts';
import { PRESIDENT_COLUMNS, presidentRows } from './profiles/president.ts';
import { sstuRequest } from './profiles/sstu.ts';
import { type CaseSelection, readCases } from './read-cases.ts';
import { type Cell, csvOf, jsonLinesOf, type Pages, writeWorkbook } from './write-table.ts';

type CaseProfile = Exclude<ExportProfile, 'indicators'>;

interface Profile {
  formats: readonly ExportFormat[];
  /** Names and addresses of people go out: each reading is written down. */
  contacts: boolean;
  /** The file is about appeals by the law of 02.05.2006 № 59-ФЗ alone. */
  regime?: '59fz';
}

/** The first format is the one taken when none is asked for. */
const PROFILES: Record<CaseProfile, Profile> = {
  otklik: { formats: ['csv', 'jsonl', 'xlsx'], contacts: false },
  incident: { formats: ['xlsx'], contacts: false },
  sstu: { formats: ['json'], contacts: true, regime: '59fz' },
  president: { formats: ['csv'], contacts: false, regime: '59fz' },
};

export interface ExportOptions {
  profile: CaseProfile;
  format: ExportFormat;
  context: ExportContext;
  /** Called before the page's contacts leave: the journal of who read what. */
  onContacts?(ids: readonly string[]): Promise<void>;
  onRows?(rows: number): void;
}

/** @returns the format the profile writes for this wish; null when it cannot. */
export function exportFormat(profile: ExportProfile, wished?: string): ExportFormat | null {
  const formats = profile === 'indicators' ? (['json', 'csv'] as const) : PROFILES[profile].formats;
  if (wished === undefined) return formats[0]!;
  return formats.find((format) => format === wished) ?? null;
}

/**
 * The selected cases in the shape of a profile, as a stream of bytes that ends well or with an error. A workbook is made whole on the
 * disk before its first byte leaves: its table of contents stands at the end.
 */
export async function exportCases(
  pool: pg.Pool,
  selection: CaseSelection,
  { profile, format, context, onContacts, onRows }: ExportOptions,
): Promise<Readable> {
  const { contacts, regime } = PROFILES[profile];
  const cases = pagesOf();
  async function* pagesOf() {
    for await (const page of readCases(pool, selection, { contacts, regime })) {
      const shown = page.filter((item) => item.contact);
      if (shown.length > 0) await onContacts?.(shown.map((item) => item.id));
      onRows?.(page.length);
      yield page;
    }
  }
  if (profile === 'sstu') return bytesOf(jsonArrayOf(cases, sstuRequest(context)));
  if (profile === 'president')
    return bytesOf(csvOf(PRESIDENT_COLUMNS, mapped(cases, presidentRows(context)), { formulas: true }));
  const [header, toRow] =
    profile === 'incident'
      ? [INCIDENT_COLUMNS as readonly string[], incidentRows(context)]
      : [OTKLIK_COLUMNS, (item: ExportedCase) => otklikRow(item, context)];
  const rows = mapped(cases, toRow);
  if (format === 'csv') return bytesOf(csvOf(header, rows));
  if (format === 'jsonl') return bytesOf(jsonLinesOf(header, rows));
  return workbookStream(profile === 'incident' ? 'Инциденты' : 'Дела', header, rows);
}

async function* mapped(
  pages: AsyncIterable<ExportedCase[]>,
  toRow: (item: ExportedCase) => readonly Cell[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const page of pages) yield page.map(toRow);
}

async function* jsonArrayOf(
  pages: AsyncIterable<ExportedCase[]>,
  toValue: (item: ExportedCase) => unknown,
): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of pages) {
    yield before + page.map((item) => JSON.stringify(toValue(item))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function workbookStream(sheet: string, header: readonly string[], rows: Pages): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), 'otklik-export-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'export.xlsx');
    await writeWorkbook(path, sheet, header, rows);
    const stream = createReadStream(path);
    stream.once('close', () => void remove());
    return stream;
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A page ahead of the reader and no more: by default sixteen would wait in memory. */
const bytesOf = (pieces: AsyncIterable<string>): Readable =>
  Readable.from(pieces, { objectMode: false, highWaterMark: 1 << 16 });
