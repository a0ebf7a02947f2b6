import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(10 * 256);
let offset = pool.length;
let lastMs = 0;
let counter = 0;

/**
 * Time-ordered identifier (RFC 9562, version 7): rows of one minute lie together in an index. Within one millisecond the
 * 12 bits after the time count up, so that identifiers of one process are ordered as they were made.
 */
export function uuidV7(nowMs: number): string {
  if (offset === pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  const random = pool.subarray(offset, offset + 10);
  offset += 10;
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = random.readUInt16BE(8) & 0x3ff;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const tail = random.toString('hex', 0, 8);
  const variant = ((random[0]! & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`;
}
