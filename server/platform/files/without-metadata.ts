/**
 * The same picture without what it tells besides itself: place, time, device, thumbnails, comments. Pixels are not touched. Colour
 * profiles stay; the orientation of a JPEG goes with its EXIF unless it is kept as the one tag of a new one.
 *
 * Segments after the formats' own specifications: JPEG ITU‑T T.81 B.1.1 (markers), PNG third edition § 5.3 (chunks), WebP container
 * (RIFF chunks).
 *
 * @returns null for a kind of picture that we cannot clean, or a broken one: such a file is not kept
 */
export function withoutMetadata(content: Buffer, contentType: string): Buffer | null {
  switch (contentType) {
    case 'image/jpeg':
      return cleanJpeg(content);
    case 'image/png':
      return cleanPng(content);
    case 'image/webp':
      return cleanWebp(content);
    default:
      return null;
  }
}

const JFIF = 0xe0;
const ICC = 0xe2;
const ADOBE = 0xee;
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;

function cleanJpeg(content: Buffer): Buffer | null {
  const parts: Buffer[] = [content.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= content.length) {
    if (content[at] !== 0xff) return null;
    const marker = content[at + 1]!;
    if (marker === START_OF_SCAN) {
      parts.push(content.subarray(at));
      return Buffer.concat(parts);
    }
    const length = content.readUInt16BE(at + 2);
    const segment = content.subarray(at, at + 2 + length);
    if (length < 2 || segment.length < length + 2) return null;
    const application = marker >= 0xe0 && marker <= 0xef;
    const telling = marker === COMMENT || (application && ![JFIF, ICC, ADOBE].includes(marker));
    const turned = marker === 0xe1 ? orientationOf(segment) : null;
    if (turned) parts.push(orientationSegment(turned));
    if (!telling) parts.push(segment);
    at += 2 + length;
  }
  return null;
}

/** Which way up, 2…8, from an EXIF segment; null when upright or unknown. */
function orientationOf(segment: Buffer): number | null {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return null;
  const tiff = segment.subarray(10);
  if (tiff.length < 8) return null;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const two = (offset: number) => (little ? tiff.readUInt16LE(offset) : tiff.readUInt16BE(offset));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return null;
  for (let n = 0, entries = two(first); n < entries; n += 1) {
    const entry = first + 2 + n * 12;
    if (entry + 12 > tiff.length) return null;
    if (two(entry) !== 0x0112) continue;
    const value = two(entry + 8);
    return value >= 2 && value <= 8 ? value : null;
  }
  return null;
}

/** An EXIF segment that says nothing but which way up. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from([
    ...Buffer.from('MM\0\x2a\0\0\0\x08\0\x01', 'latin1'),
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const PNG_TELLING = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function cleanPng(content: Buffer): Buffer | null {
  const parts: Buffer[] = [content.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= content.length) {
    const length = content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > content.length) return null;
    if (!PNG_TELLING.has(type)) parts.push(content.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return null;
}

const EXIF_FLAG = 0b1000;
const XMP_FLAG = 0b0100;

function cleanWebp(content: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let at = 12;
  while (at + 8 <= content.length) {
    const type = content.toString('latin1', at, at + 4);
    const length = content.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > content.length) return null;
    if (type !== 'EXIF' && type !== 'XMP ') {
      const chunk = Buffer.from(content.subarray(at, end));
      if (type === 'VP8X') chunk[8]! &= ~(EXIF_FLAG | XMP_FLAG);
      parts.push(chunk);
    }
    at = end;
  }
  if (parts.length === 0) return null;
  const body = Buffer.concat(parts);
  const head = Buffer.from(content.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}
