import { createHash } from 'node:crypto';
import type { IncomingMessage } from '../../path/index.ts';
import { storable } from './storable.ts';

/** What makes two deliveries under one key «the same»: what the author said and where, not when we heard it. */
export function contentHash({ text, address, point }: IncomingMessage): string {
  return createHash('sha256')
    .update(JSON.stringify([storable(text), address ?? '', point ?? null]))
    .digest('hex')
    .slice(0, 32);
}
