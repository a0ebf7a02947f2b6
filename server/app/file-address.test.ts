import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { PIXEL } from '../../test/support/peers/provider-peer.ts';
import { withServer } from '../../test/support/with-server.ts';
import { fileAddress } from './file-address.ts';

const server = withServer();

test('the address of a sent file opens that file for a week, and nothing else', async () => {
  const photoId = randomUUID();
  const other = randomUUID();
  for (const id of [photoId, other])
    await server.database.pool.query(
      `insert into photo (region_id, photo_id, uploaded_at, content_type, content) values ('54', $1, now(), 'image/png', $2)`,
      [id, PIXEL],
    );
  const { secret } = server.app.context.region('54');
  const now = new Date();
  const { url } = fileAddress(`${server.url}/`, secret, '54', photoId, now);
  const status = async (address: string) => (await fetch(address)).status;
  expect(await status(url)).toBe(200);
  const until = Number(new URL(url).searchParams.get('until'));
  expect(until - now.getTime() / 1000).toBeLessThanOrEqual(7 * 86_400);
  const old = fileAddress(server.url, secret, '54', photoId, new Date(now.getTime() - 8 * 86_400_000)).url;
  for (const address of [
    old,
    url.replace(photoId, other),
    url.replace(`until=${until}`, `until=${until + 1}`),
    url.replace(/sign=./, 'sign=_'),
    url.replace(/sign=.*/, 'sign='),
    fileAddress(server.url, 'another secret', '54', photoId, now).url,
    fileAddress(server.url, secret, '54', randomUUID(), now).url,
  ])
    expect([address, await status(address)]).toEqual([address, 404]);
});
