/**
 * Text encodings met in files that people send: UTF‑8, UTF‑16 with a mark, and Windows‑1251 from older office programs.
 * Windows‑1251 bytes of Russian are almost never valid UTF‑8, so validity of the beginning decides.
 */
const SAMPLE_BYTES = 1 << 16;

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

export function detectEncoding(sample: Uint8Array): TextEncodingName {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  try {
    // `stream: true` forgives a character cut by the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

/** Byte chunks in, text chunks out; a byte order mark is dropped. */
export async function* decodeText(stream: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  let head: Buffer[] = [];
  let headBytes = 0;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const piece of stream) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    head.push(chunk);
    headBytes += chunk.length;
    if (headBytes < SAMPLE_BYTES) continue;
    const sample = Buffer.concat(head);
    head = [];
    decoder = new TextDecoder(detectEncoding(sample));
    yield decoder.decode(sample, { stream: true });
  }
  if (!decoder) {
    const sample = Buffer.concat(head);
    decoder = new TextDecoder(detectEncoding(sample));
    yield decoder.decode(sample, { stream: true });
  }
  yield decoder.decode();
}
