import { expect, test } from 'vitest';
import { endpoints } from '../../contract/index.ts';
import { EMPTY } from '../portal/draft.ts';
import { keepPhoto, readPhoto, tidyPhotos } from './kept-photos.ts';
import { memoryStore } from './kept-store.ts';
import { ADDRESSES, type Sending, sendWaiting } from './send-waiting.ts';
import {
  enqueue,
  readSent,
  readWaiting,
  removeWaiting,
  takeForEdit,
  WAITING_BYTES_MAX,
  WAITING_MAX,
  type WaitingAppeal,
} from './waiting.ts';

const NOW = Date.parse('2026-11-20T05:00:00Z');
const HOUR = 3_600_000;

/** A server that keeps what it took by key, behind a network that loses what it is told to lose. */
function world(lose: (nth: number, address: string) => 'request' | 'answer' | number | null = () => null) {
  const store = memoryStore();
  const filed = new Map<string, string>();
  const asked: string[] = [];
  let [photos, now] = [0, NOW];
  const sending: Sending = {
    store,
    now: () => now,
    changed: () => {},
    async fetch(input, init) {
      const address = String(input);
      const fate = lose(asked.push(address), address);
      if (fate === 'request') throw new TypeError('Failed to fetch');
      if (typeof fate === 'number')
        return new Response('{"title":"Нельзя","detail":"Потому что."}', { status: fate });
      let answer: Response;
      if (address === ADDRESSES.uploadPhoto)
        answer = Response.json({ id: `p${(photos += 1)}` }, { status: 201 });
      else {
        const key = new Headers(init?.headers).get('idempotency-key')!;
        const body = String(init?.body);
        const before = filed.get(key);
        if (before !== undefined && before !== body)
          answer = Response.json({ title: 'Ключ занят' }, { status: 422 });
        else {
          filed.set(key, body);
          answer = Response.json({
            number: `№ ${key}`,
            followUrl: '/follow/x',
            repeated: before !== undefined,
          });
        }
      }
      if (fate === 'answer') throw new TypeError('Failed to fetch');
      return answer;
    },
  };
  return { store, filed, asked, sending, later: (ms: number) => (now += ms) };
}
const item = (key: string, more: Partial<WaitingAppeal> = {}): WaitingAppeal => ({
  key,
  draft: { ...EMPTY, text: `Яма ${key}` },
  at: '2026-11-20T05:00:00Z',
  tried: false,
  refused: null,
  ...more,
});
const withPhotos = (key: string, ...keys: string[]) =>
  item(key, {
    draft: {
      ...EMPTY,
      text: `Яма ${key}`,
      photos: keys.map((each) => ({ key: each, id: null, name: `${each}.jpg` })),
    },
  });

test('the addresses are those of the contract', () => {
  for (const [name, address] of Object.entries(ADDRESSES))
    expect(endpoints[name as keyof typeof ADDRESSES].path).toBe(address);
});

test('without a network everything stays; with it each is sent once, its photos before it', async () => {
  let away = true;
  const { store, filed, asked, sending } = world(() => (away ? 'request' : null));
  await keepPhoto(store, 'a', new Blob(['jpeg']), NOW);
  await enqueue(store, withPhotos('one', 'a'));
  await enqueue(store, item('two'));
  expect(await sendWaiting(sending)).toBe(2);
  expect(asked).toHaveLength(1);
  away = false;
  expect(await sendWaiting(sending)).toBe(0);
  expect(asked.slice(1)).toEqual(['/api/photos', '/api/appeals', '/api/appeals']);
  expect(JSON.parse(filed.get('one')!)).toEqual({ text: 'Яма one', photos: ['p1'] });
  expect((await readSent(store)).map(({ filed: { number } }) => number)).toEqual(['№ one', '№ two']);
  expect(await readPhoto(store, 'a')).toBeNull();
  expect(await sendWaiting(sending)).toBe(0);
  expect(filed.size).toBe(2);
});

test('an answer lost on the way makes no second appeal, and until it is known the words cannot change', async () => {
  const { store, filed, sending, later } = world((nth) => (nth === 2 ? 'answer' : null));
  await keepPhoto(store, 'a', new Blob(['jpeg']), NOW);
  await enqueue(store, withPhotos('one', 'a'));
  expect(await sendWaiting(sending)).toBe(1);
  expect(filed.size).toBe(1);
  expect(await takeForEdit(store, 'one')).toBeNull();
  // Two days on the photo's id is old; the repeat is word for word the same all the same.
  later(48 * HOUR);
  expect(await sendWaiting(sending)).toBe(0);
  expect(filed.size).toBe(1);
  expect(await readSent(store)).toMatchObject([{ key: 'one', filed: { repeated: true } }]);
});

test('a photo whose id is old and whose appeal never left travels again; one the server refuses is named', async () => {
  const fates: (number | 'request' | null)[] = [null, 'request'];
  const { store, filed, sending, later } = world((nth, address) =>
    nth <= fates.length ? fates[nth - 1]! : address === '/api/photos' && nth === 4 ? 415 : null,
  );
  for (const key of ['a', 'b']) await keepPhoto(store, key, new Blob(['jpeg']), NOW);
  await enqueue(store, withPhotos('one', 'a', 'b'));
  await sendWaiting(sending);
  expect((await readWaiting(store))[0]).toMatchObject({
    tried: false,
    draft: { photos: [{ id: 'p1' }, { id: null }] },
  });
  later(21 * HOUR);
  await sendWaiting(sending);
  expect(JSON.parse(filed.get('one')!).photos).toEqual(['p2']);
  expect(await readSent(store)).toMatchObject([{ lostPhotos: ['b.jpg'] }]);
});

test('a definite no is kept with its reason, does not hold up the others, and may be mended or deleted', async () => {
  const { store, filed, sending } = world((nth) => (nth === 1 ? 422 : null));
  await enqueue(store, item('bad'));
  await enqueue(store, item('good'));
  expect(await sendWaiting(sending)).toBe(0);
  expect(filed.has('good')).toBe(true);
  expect(await readWaiting(store)).toMatchObject([
    { key: 'bad', refused: { title: 'Нельзя', detail: 'Потому что.' } },
  ]);
  expect(await takeForEdit(store, 'bad')).toMatchObject({ draft: { text: 'Яма bad' } });
  expect(await readWaiting(store)).toEqual([]);
  await enqueue(store, item('worse'));
  await removeWaiting(store, 'worse');
  expect(await sendWaiting(sending)).toBe(0);
  expect(filed.size).toBe(1);
});

test.each([429, 503, 408])('at %i it waits on', async (status) => {
  const { store, sending } = world(() => status);
  await enqueue(store, item('one'));
  expect(await sendWaiting(sending)).toBe(1);
  expect(await readWaiting(store)).toMatchObject([{ refused: null }]);
});

test('bounded: five appeals, forty megabytes; the same one twice is one', async () => {
  const { store } = world();
  for (let n = 0; n < WAITING_MAX; n += 1) expect(await enqueue(store, item(`k${n}`))).toBe('kept');
  expect(await enqueue(store, item('k0'))).toBe('kept');
  expect(await enqueue(store, item('more'))).toBe('full');
  expect(await readWaiting(store)).toHaveLength(WAITING_MAX);
  const other = memoryStore();
  await keepPhoto(other, 'big', new Blob([new Uint8Array(WAITING_BYTES_MAX + 1)]), NOW);
  expect(await enqueue(other, withPhotos('one', 'big'))).toBe('heavy');
  expect(await readWaiting(other)).toEqual([]);
});

test('photos nobody refers to are forgotten after three days, others never', async () => {
  const { store } = world();
  for (const key of ['used', 'orphan']) await keepPhoto(store, key, new Blob(['x']), NOW);
  await tidyPhotos(store, [{ key: 'used' }], NOW + 71 * HOUR);
  expect(await readPhoto(store, 'orphan')).not.toBeNull();
  await tidyPhotos(store, [{ key: 'used' }], NOW + 73 * HOUR);
  expect([await readPhoto(store, 'orphan'), await readPhoto(store, 'used')]).toEqual([
    null,
    expect.anything(),
  ]);
});
