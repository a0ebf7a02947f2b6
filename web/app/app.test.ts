import { expect, test } from 'vitest';
import { memoryStore } from '../offline/kept-store.ts';
import { dropFollowed, keepFollowed, noteOf, pageOfNote, readFollowed } from './notes.ts';
import { isAsset, isView } from './own-addresses.ts';

const url = (path: string) => new URL(path, 'https://otklik.example');

test.each([
  '/',
  '/report',
  '/report?step=photo',
  '/follow/54-abc_DEF',
  '/mine',
  '/appeals/0f8fad5b',
  '/sign-in?to=/map',
])('%s is a view of the program', (path) => expect(isView(url(path))).toBe(true));

test.each([
  '/api/boundaries',
  '/api',
  '/hooks/vk/54/main',
  '/open311/v2/services.json',
  '/health',
  '/report/plain',
  '/follow/54-abc/plain',
  '/follow/54-abc?plain',
  '/how',
  '/widget.js',
  '/manifest.webmanifest',
  '/report?embed=1&org=school-7',
])('%s is left to the network', (path) => {
  expect(isView(url(path))).toBe(false);
  expect(isAsset(url(path))).toBe(false);
});

test('a notification opens the page of its case by the link this browser has kept; it carries none itself', async () => {
  const store = memoryStore();
  await keepFollowed(store, '54-26-000001', '54-token');
  expect(await pageOfNote(store, { number: '54-26-000001' })).toBe('/follow/54-token');
  expect(await pageOfNote(store, { number: '54-26-000002' })).toBe('/');
  expect(await pageOfNote(store, null)).toBe('/');
  expect(await dropFollowed(store, '54-26-000001')).toBe(0);
  expect(await pageOfNote(store, { number: '54-26-000001' })).toBe('/');
});

test('a hundred cases are followed at most, the latest of them', async () => {
  const store = memoryStore();
  for (let n = 0; n < 103; n += 1) await keepFollowed(store, `54-26-${1000 + n}`, 'x');
  const followed = Object.keys(await readFollowed(store));
  expect(followed).toHaveLength(100);
  expect(followed).toContain('54-26-1102');
  expect(followed).not.toContain('54-26-1002');
});

test('what we did not send is not shown', () => {
  const data = (value: unknown) => ({ json: () => value });
  const note = { number: '54-26-000001', news: 'answer', text: 'Пришёл ответ.' };
  expect(noteOf(data(note))).toEqual(note);
  for (const wrong of [null, 'text', {}, { ...note, text: 5 }]) expect(noteOf(data(wrong))).toBeNull();
  expect(noteOf(null)).toBeNull();
  expect(noteOf({ json: () => JSON.parse('{') })).toBeNull();
});
