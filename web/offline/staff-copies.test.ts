import { expect, test } from 'vitest';
import { endpoints } from '../../contract/endpoints.ts';
import { memoryStore } from './kept-store.ts';
import { copyShownAt, createCopies, KEPT_ENDPOINTS } from './staff-copies.ts';

const HOUR = 3_600_000;

function world() {
  const store = memoryStore();
  let now = 1_000_000_000_000;
  return { store, copies: createCopies(store, () => now), later: (ms: number) => (now += ms) };
}

test('what was seen is read again where nobody answers, for three days, and the screen says from when it is', async () => {
  const { store, copies, later } = world();
  await copies.keep('session', '/api/session', { login: 'anna' });
  await copies.keep('appeal', '/api/appeals/1', { number: '1' });
  expect(copyShownAt()).toBeNull();
  expect(await copies.read('appeal', '/api/appeals/1')).toEqual({ number: '1' });
  expect(copyShownAt()).toBe(1_000_000_000_000);
  await copies.keep('mine', '/api/mine', {});
  expect(copyShownAt()).toBeNull();
  later(71 * HOUR);
  await copies.keep('appeal', '/api/appeals/2', { number: '2' });
  later(2 * HOUR);
  expect(await copies.read('appeal', '/api/appeals/1')).toBeUndefined();
  // Nor does it lie on the device any longer.
  await copies.dropExpired();
  expect((await store.keys()).sort()).toEqual(['/api/appeals/2', 'owner']);
});

test('another login finds nothing of the one before; after the sign-out nothing is kept at all', async () => {
  const { store, copies } = world();
  await copies.keep('session', '/api/session', { login: 'anna' });
  await copies.keep('appeal', '/api/appeals/1', { number: '1' });
  await copies.keep('session', '/api/session', { login: 'boris' });
  expect(await copies.read('appeal', '/api/appeals/1')).toBeUndefined();
  await copies.keep('appeal', '/api/appeals/2', { number: '2' });
  await copies.erase();
  expect(await store.keys()).toEqual([]);
  // An answer that was on its way when the person signed out.
  await copies.keep('appeal', '/api/appeals/2', { number: '2' });
  expect(await store.keys()).toEqual([]);
});

test('names asked for before it is known whose session it is are kept all the same', async () => {
  const { copies } = world();
  await copies.keep('registry', '/api/registry', { topics: [] });
  await copies.keep('session', '/api/session', { login: 'anna' });
  expect(await copies.read('registry', '/api/registry')).toEqual({ topics: [] });
});

test('lists, exports and people are never kept; cards are, a hundred and twenty answers at most', async () => {
  const { store, copies, later } = world();
  await copies.keep('session', '/api/session', { login: 'anna' });
  for (const name of ['appeals', 'people', 'triageQueue']) {
    await copies.keep(name, `/api/${name}`, {});
    expect(await copies.read(name, `/api/${name}`)).toBeUndefined();
  }
  for (let n = 0; n < 130; n += 1) {
    later(1);
    await copies.keep('appeal', `/api/appeals/${n}`, { n });
  }
  expect((await store.keys()).length).toBe(121);
  expect(await copies.read('appeal', '/api/appeals/129')).toEqual({ n: 129 });
  expect(await copies.read('appeal', '/api/appeals/0')).toBeUndefined();
});

test('every kept endpoint is a reading one of the contract', () => {
  for (const name of KEPT_ENDPOINTS) expect(endpoints[name as keyof typeof endpoints].method).toBe('GET');
});
