import { createServer } from 'node:net';
import exifr from 'exifr';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { photoFacts, scanFile, typeOf, withoutMetadata } from './index.ts';

/** A JPEG of one segment of each kind, with EXIF that tells place, time and which way up. */
function jpegWithExif(): Buffer {
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    tag >> 8,
    tag & 255,
    0,
    type,
    0,
    0,
    0,
    count,
    ...value,
  ];
  const at = (offset: number) => [0, 0, offset >> 8, offset & 255];
  const head = Buffer.from('MM\0\x2a\0\0\0\x08', 'latin1');
  // IFD0: orientation, Exif pointer, GPS pointer.
  const ifd0 = [
    0,
    3,
    ...entry(0x0112, 3, 1, [0, 6, 0, 0]),
    ...entry(0x8769, 4, 1, at(50)),
    ...entry(0x8825, 4, 1, at(100)),
    0,
    0,
    0,
    0,
  ];
  const exif = [0, 1, ...entry(0x9003, 2, 20, at(68)), 0, 0, 0, 0];
  const date = [...Buffer.from('2026:11:20 10:05:09\0')];
  const rational = (values: number[]) => values.flatMap((value) => [0, 0, 0, value, 0, 0, 0, 1]);
  const gps = [
    0,
    4,
    ...entry(0x0001, 2, 2, [78, 0, 0, 0]),
    ...entry(0x0002, 5, 3, at(154)),
    ...entry(0x0003, 2, 2, [69, 0, 0, 0]),
    ...entry(0x0004, 5, 3, at(178)),
    0,
    0,
    0,
    0,
  ];
  const body: number[] = [...head, ...ifd0];
  const put = (offset: number, bytes: number[]) => {
    while (body.length < offset) body.push(0);
    body.push(...bytes);
  };
  put(50, exif);
  put(68, date);
  put(100, gps);
  put(154, rational([55, 1, 30]));
  put(178, rational([82, 55, 0]));
  const app1 = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(body)]);
  const segment = (marker: number, content: Buffer) => {
    const start = Buffer.from([0xff, marker, 0, 0]);
    start.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([start, content]);
  };
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, app1),
    segment(0xfe, Buffer.from('снято телефоном Ивана')),
    segment(0xdb, Buffer.alloc(65, 1)),
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xaa, 0xbb, 0xff, 0xd9]),
  ]);
}

test('place and time are read before, and gone after; which way up stays', async () => {
  const picture = jpegWithExif();
  const facts = await photoFacts(picture);
  expect(facts.takenAt).toEqual(new Date('2026-11-20T10:05:09Z'));
  expect(facts.lat).toBeCloseTo(55 + 1 / 60 + 30 / 3600, 6);
  expect(facts.lon).toBeCloseTo(82 + 55 / 60, 6);

  const clean = withoutMetadata(picture, 'image/jpeg')!;
  expect(await photoFacts(clean)).toEqual({ takenAt: null, lat: null, lon: null });
  expect(clean.toString('utf8')).not.toContain('Ивана');
  expect(await exifr.orientation(clean)).toBe(6);
  expect(clean.subarray(-14)).toEqual(picture.subarray(-14));
  expect(await typeOf(clean)).toBe('image/jpeg');
  expect(withoutMetadata(clean, 'image/jpeg')).toEqual(clean);
});

test('chunks of text in a PNG go, its pixels stay', () => {
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const [header, pixels, end] = [
    chunk('IHDR', Buffer.alloc(13)),
    chunk('IDAT', Buffer.from('точки')),
    chunk('IEND', Buffer.alloc(0)),
  ];
  const told = Buffer.concat([
    signature,
    header,
    chunk('tEXt', Buffer.from('Author\0Иван')),
    chunk('eXIf', Buffer.from('place')),
    pixels,
    end,
  ]);
  expect(withoutMetadata(told, 'image/png')).toEqual(Buffer.concat([signature, header, pixels, end]));
});

test('whatever comes, cleaning ends and never throws', () => {
  const types = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...types), (bytes, type) => {
      const result = withoutMetadata(Buffer.from(bytes), type);
      expect(result === null || result.length <= bytes.length + 60).toBe(true);
    }),
  );
  const picture = jpegWithExif();
  for (let cut = 2; cut < picture.length; cut += 1) withoutMetadata(picture.subarray(0, cut), 'image/jpeg');
});

test('a scanner that speaks INSTREAM is believed; one that is silent is not passed over', async () => {
  const server = createServer((socket) => {
    let got = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes]);
      if (!got.subarray(-4).equals(Buffer.alloc(4))) return;
      socket.end(got.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(await scanFile(Buffer.from('picture'), `127.0.0.1:${port}`)).toBe('clean');
  expect(await scanFile(Buffer.alloc(200_000, 'EICAR'), `127.0.0.1:${port}`)).toBe('infected');
  server.close();
  await expect(scanFile(Buffer.from('picture'), `127.0.0.1:${port}`)).rejects.toThrow('не отвечает');
  expect(await scanFile(Buffer.from('picture'), undefined)).toBe('not_scanned');
});
