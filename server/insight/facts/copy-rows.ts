import type pg from 'pg';

/**
 * Runs a query as `COPY … TO STDOUT (FORMAT binary)` and hands over each row's tuple as it arrives: the server neither writes
 * texts nor waits for pages. `onTuple` works within the call, so a slow reader slows the sender down instead of filling memory.
 *
 * @param sql without parameters
 * @param onTuple the bytes of one tuple (PostgreSQL documentation, «COPY, Binary Format»); they are only valid during the call
 */
export async function copyRows(
  pool: pg.Pool,
  sql: string,
  onTuple: (bytes: Buffer, start: number) => void,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin read only');
    await client.query('set local statement_timeout = 0');
    await new Promise<void>((resolve, reject) => {
      client.query(new CopyOut(`copy (${sql}) to stdout (format binary)`, onTuple, resolve, reject));
    });
    await client.query('commit');
    client.release();
  } catch (error) {
    // Whatever is still on its way is of no use to the next user of the connection.
    client.release(true);
    throw error;
  }
}

/** Signature (11 bytes), flags and extension length of the first message. */
const HEADER_BYTES = 19;

interface Wire {
  query(text: string): void;
}

/** What `pg` calls a submittable: it gets the raw messages of its own query. */
class CopyOut {
  private first = true;
  private failed: Error | null = null;
  private readonly text: string;
  private readonly onTuple: (bytes: Buffer, start: number) => void;
  private readonly resolve: () => void;
  private readonly reject: (error: Error) => void;

  constructor(
    text: string,
    onTuple: (bytes: Buffer, start: number) => void,
    resolve: () => void,
    reject: (error: Error) => void,
  ) {
    this.text = text;
    this.onTuple = onTuple;
    this.resolve = resolve;
    this.reject = reject;
  }

  submit(connection: Wire): void {
    connection.query(this.text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.failed) return;
    // The header comes before the first tuple, in the same message or in one of its own.
    const start = this.first ? HEADER_BYTES : 0;
    this.first = false;
    // −1 instead of a number of fields ends the copy.
    if (chunk.length < start + 2 || chunk.readInt16BE(start) < 0) return;
    try {
      this.onTuple(chunk, start);
    } catch (error) {
      this.failed = error instanceof Error ? error : new Error(String(error));
    }
  }

  handleError(error: Error): void {
    this.failed = error;
    this.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.failed) this.reject(this.failed);
    else this.resolve();
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}
