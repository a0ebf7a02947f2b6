// The other end of `print-letters.ts`.
import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from '../../platform/work-thread.ts';
import type { Letter } from './letter-of.ts';
import { writePdf } from './write-pdf.ts';

parentPort!.on('message', async ({ id, request }: { id: number; request: Letter[] }) => {
  let answer: ThreadAnswer;
  try {
    answer = { id, result: new Uint8Array(await writePdf(request)) };
  } catch (error) {
    answer = { id, error: (error as Error).message };
  }
  parentPort!.postMessage(answer);
});
