import { openThread, type WorkThread } from '../../platform/work-thread.ts';
import type { Letter } from './letter-of.ts';

/** Fifty letters take some seconds of a processor; so many files may wait for one another. */
const WAITING_MAX = 20;
const WITHIN_MS = 60_000;
const HEAP_MB_MAX = 512;
/** Fonts and the library are given back when nobody prints. */
const IDLE_MS = 300_000;

/** Too many print at once: nothing was written. */
export class PrinterBusy extends Error {
  override name = 'PrinterBusy';
}

let thread: WorkThread | null = null;
let idle: NodeJS.Timeout | undefined;

/**
 * Letters as one PDF, laid out in a thread of its own: the server goes on answering meanwhile.
 *
 * @throws PrinterBusy
 */
export async function printLetters(letters: readonly Letter[]): Promise<Buffer> {
  if (!thread || thread.ended())
    thread = openThread(new URL('./pdf-thread.mjs', import.meta.url), {
      name: 'printing',
      heapMbMax: HEAP_MB_MAX,
      withinMs: WITHIN_MS,
    });
  const asked = thread;
  if (asked.waiting() >= WAITING_MAX) throw new PrinterBusy();
  clearTimeout(idle);
  try {
    const written = (await asked.ask(letters)) as Uint8Array;
    return Buffer.from(written.buffer, written.byteOffset, written.byteLength);
  } finally {
    if (asked.waiting() === 0) idle = setTimeout(() => void asked.close(), IDLE_MS).unref();
  }
}
