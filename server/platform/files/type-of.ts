import { fileTypeFromBuffer } from 'file-type';

/** @returns the media type that the bytes themselves show, or null when they show none that is known */
export async function typeOf(content: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(content);
  return found?.mime ?? null;
}
