import type pg from 'pg';
import type { UploadedPhoto } from '../../contract/appeals.ts';
import { withoutMetadata } from '../platform/files/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { insertPhoto } from './queries.ts';

/** First bytes decide what a file is; its name and declared type are the sender's word. */
const SIGNATURES: readonly [contentType: string, matches: (head: Buffer) => boolean][] = [
  ['image/jpeg', (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff],
  [
    'image/png',
    (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  ],
  [
    'image/webp',
    (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  ],
  ['image/heic', (head) => /^ftyp(heic|heix|mif1|msf1)$/.test(head.toString('latin1', 4, 12))],
];

/** @returns null when the content is not a picture of a kind we take */
export async function storePhoto(
  pool: pg.Pool,
  regionId: string,
  content: Buffer,
  now: Date,
): Promise<UploadedPhoto | null> {
  const contentType = SIGNATURES.find(([, matches]) => matches(content))?.[0];
  if (!contentType) return null;
  // Where and on what a resident took it is nobody's business. HEIC is kept as it came: only staff of the case see it.
  const clean = withoutMetadata(content, contentType) ?? content;
  const photoId = uuidV7(now.getTime());
  await insertPhoto(pool, { regionId, photoId, uploadedAt: now, contentType, content: clean });
  return { id: photoId, bytes: clean.length, contentType };
}
