import { createServer } from 'node:net';
import exifr from 'exifr';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jpegWithExif } from '../../../test/support/jpeg-with-exif.ts';
import { photoFacts, scanFile, typeOf, withoutMetadata } from './index.ts';

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
  await expect(scanFile(Buffer.from('picture'), `127.0.0.1:${port}`)).rejects.toMatchObject({
    problem: { status: 503 },
  });
  expect(await scanFile(Buffer.from('picture'), undefined)).toBe('not_scanned');
});
