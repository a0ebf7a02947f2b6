import type { IncomingMessage } from '../../path/index.ts';
import { readTable } from '../../platform/tabular/read-table.ts';
import { knownExternalIds } from '../queries.ts';
import { type RegisterContext, registerAppeals } from '../register/register-appeals.ts';
import type { ImportMapping } from './mapping.ts';
import { openRejects } from './rejects.ts';
import { type NameLookup, toMessage } from './to-message.ts';

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
  let batch: IncomingMessage[] = [];
  let writing: Promise<void> = Promise.resolve();

  const write = async (messages: IncomingMessage[]) => {
    const { added, alreadyThere } = await writeBatch(register, messages);
    progress.added += added;
    progress.alreadyThere += alreadyThere;
    options.onProgress?.(progress);
  };
  const flush = async () => {
    const messages = batch;
    batch = [];
    // The next batch is read and mapped while this one is being written.
    await writing;
    writing = write(messages);
    writing.catch(() => {});
  };
  try {
    for await (const row of readTable(path)) {
      if (options.stopped?.()) break;
      progress.rows += 1;
      const message = row.problem ? { refused: row.problem } : toMessage(row.values, context);
      if ('refused' in message) {
        progress.rejected += 1;
        rejects.add({ line: row.line, reason: message.refused, row: row.raw ?? row.values });
        continue;
      }
      batch.push(message);
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

async function writeBatch(
  register: RegisterContext | null,
  messages: IncomingMessage[],
): Promise<{ added: number; alreadyThere: number }> {
  if (messages.length === 0) return { added: 0, alreadyThere: 0 };
  if (!register) return { added: messages.length, alreadyThere: 0 };
  const known = await knownExternalIds(
    register.pool,
    register.regionId,
    messages[0]!.channel,
    messages.map((message) => message.externalId),
  );
  const fresh = messages.filter((message) => !known.has(message.externalId));
  if (fresh.length === 0) return { added: 0, alreadyThere: messages.length };
  const results = await registerAppeals(register, fresh);
  const added = results.filter((result) => 'repeated' in result && !result.repeated).length;
  return { added, alreadyThere: messages.length - added };
}

const DISK_FULL = '53100';

function explained(error: unknown, { added }: ImportProgress): unknown {
  const code = (error as { code?: string }).code;
  if (code !== DISK_FULL && code !== 'ENOSPC') return error;
  return new Error(
    `На диске кончилось место. Принято и записано строк: ${added}, ничего не испорчено. Освободите место и повторите ту же команду: она продолжит.`,
  );
}
