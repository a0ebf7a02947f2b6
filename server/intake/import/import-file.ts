import type { IncomingMessage } from '../../path/index.ts';
import { readTable } from '../../platform/tabular/read-table.ts';
import { knownContents } from '../queries.ts';
import { contentHash } from '../register/content-hash.ts';
import { IdempotencyConflict } from '../register/idempotency-conflict.ts';
import { type RegisterContext, registerAppeals } from '../register/register-appeals.ts';
import { storable } from '../register/storable.ts';
import type { KnownHistory } from './known-history.ts';
import type { ImportMapping } from './mapping.ts';
import { openRejects } from './rejects.ts';
import { type NameLookup, toMessage } from './to-message.ts';
import { writeHistory } from './write-history.ts';

export interface ImportOptions {
  path: string;
  mapping: ImportMapping;
  lookup: NameLookup;
  timeZone: string;
  /** Null: look and count only. */
  register: RegisterContext | null;
  rejectsPath: string;
  onProgress?(progress: ImportProgress): void;
  stopped?(): boolean;
}

export interface ImportProgress {
  rows: number;
  added: number;
  alreadyThere: number;
  rejected: number;
}

export interface ImportResult extends ImportProgress {
  /** Where the refused rows stand, each with its reason; null when there were none. */
  rejectsPath: string | null;
  /** Rows whose topic, body or place the registry does not know: registered, left to triage. */
  stopped: boolean;
}

const BATCH = 500;

interface ReadRow {
  line: number;
  message: IncomingMessage;
  history: KnownHistory | null;
  values: unknown;
}

/**
 * Registers every row of a file. Batches commit one by one: whatever stops the work, what was counted is in, and repeating the
 * command goes on from there.
 *
 * @throws TableError when the file breaks off; Error in Russian when the store cannot take more (no room on the disk)
 */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const { path, mapping, register } = options;
  const rejects = openRejects(options.rejectsPath);
  const progress: ImportProgress = { rows: 0, added: 0, alreadyThere: 0, rejected: 0 };
  const now = register?.clock.now() ?? (await import('../../platform/clock.ts')).systemClock.now();
  const context = { mapping, lookup: options.lookup, timeZone: options.timeZone, now };
  let batch: ReadRow[] = [];
  let writing: Promise<void> = Promise.resolve();

  const write = async (rows: ReadRow[]) => {
    const { added, alreadyThere, conflicts } = await writeBatch(register, rows);
    progress.added += added;
    progress.alreadyThere += alreadyThere;
    progress.rejected += conflicts.length;
    for (const { line, values } of conflicts) rejects.add({ line, reason: OTHER_CONTENT, row: values });
    options.onProgress?.(progress);
  };
  const flush = async () => {
    const rows = batch;
    batch = [];
    // The next batch is read and mapped while this one is being written.
    await writing;
    writing = write(rows);
    writing.catch(() => {});
  };
  try {
    for await (const row of readTable(path)) {
      if (options.stopped?.()) break;
      progress.rows += 1;
      const read = row.problem ? { refused: row.problem } : toMessage(row.values, context);
      if ('refused' in read) {
        progress.rejected += 1;
        rejects.add({ line: row.line, reason: read.refused, row: row.raw ?? row.values });
        continue;
      }
      batch.push({ line: row.line, ...read, values: row.values });
      if (batch.length === BATCH) await flush();
    }
    await flush();
    await writing;
  } catch (error) {
    throw explained(error, progress);
  } finally {
    await writing.catch(() => {});
    rejects.close();
  }
  return {
    ...progress,
    rejectsPath: progress.rejected > 0 ? options.rejectsPath : null,
    stopped: options.stopped?.() ?? false,
  };
}

const OTHER_CONTENT = 'под этим номером уже принято другое: текст, адрес или точка отличаются';

async function writeBatch(
  register: RegisterContext | null,
  rows: ReadRow[],
): Promise<{ added: number; alreadyThere: number; conflicts: ReadRow[] }> {
  if (!register || rows.length === 0) return { added: rows.length, alreadyThere: 0, conflicts: [] };
  const idOf = ({ message }: ReadRow) => storable(message.externalId);
  const keyOf = (row: ReadRow) => `${row.message.channel} ${idOf(row)}`;
  const known = await knownContents(
    register.pool,
    register.regionId,
    rows.map((row) => ({ channel: row.message.channel, externalId: idOf(row) })),
  );
  const conflicts = rows.filter((row) => {
    const content = known.get(keyOf(row));
    return content !== undefined && content !== contentHash(row.message);
  });
  const fresh = rows.filter((row) => !known.has(keyOf(row)));
  let added = 0;
  if (fresh.length > 0) {
    const results = await registerAppeals(
      register,
      fresh.map(({ message }) => message),
    );
    added = results.filter((result) => 'repeated' in result && !result.repeated).length;
    conflicts.push(...fresh.filter((_, index) => results[index] instanceof IdempotencyConflict));
  }
  const refused = new Set(conflicts);
  const lived = rows.flatMap((row) =>
    row.history && !refused.has(row)
      ? [{ channel: row.message.channel, externalId: idOf(row), history: row.history }]
      : [],
  );
  await writeHistory(register.pool, register.regionId, lived, register.clock.now());
  return { added, alreadyThere: rows.length - added - conflicts.length, conflicts };
}

const DISK_FULL = '53100';

function explained(error: unknown, { added }: ImportProgress): unknown {
  const code = (error as { code?: string }).code;
  if (code !== DISK_FULL && code !== 'ENOSPC') return error;
  return new Error(
    `На диске кончилось место. Принято и записано строк: ${added}, ничего не испорчено. Освободите место и повторите ту же команду: она продолжит.`,
  );
}
