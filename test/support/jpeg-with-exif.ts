type Angle = readonly [degrees: number, minutes: number, seconds: number];

/**
 * A JPEG of one segment of each kind, with EXIF that tells place, time and which way up.
 *
 * @param lat north, in whole degrees, minutes and seconds
 * @param lon east
 */
export function jpegWithExif(lat: Angle = [55, 1, 30], lon: Angle = [82, 55, 0]): Buffer {
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
  const rational = (values: readonly number[]) => values.flatMap((value) => [0, 0, 0, value, 0, 0, 0, 1]);
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
  put(154, rational(lat));
  put(178, rational(lon));
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
