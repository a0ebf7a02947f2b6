import { describe, expect, it } from 'vitest';
import { FileAppeal } from '../../contract/index.ts';
import { checkDraft, dropKey, EMPTY, filingKey, keepDraft, newKey, readDraft, toAppeal } from './draft.ts';
import { emergencyWords } from './emergency-words.ts';
import { readPasted } from './follow-token.ts';

function memory(): Storage {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
}

const PHOTO = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('emergency words', () => {
  it.each([
    'В подъезде сильный запах газа',
    'Пожар в соседнем доме!',
    'Газом пахнет второй день',
    'мужчина без сознания на остановке',
    'Висит оголённый провод, искрит',
    'Обрушилась плита',
    'не горит фонарь, а ещё горит мусорный бак',
  ])('hears «%s»', (text) => {
    expect(emergencyWords(text)).not.toBeNull();
  });

  it.each([
    'Не горит фонарь у дома 5',
    'Закрыли пожарную часть в селе',
    'Во дворе не убирают снег',
    'Не вывозят мусор',
    'Нет газа в квартире, отключили за долги',
  ])('stays calm at «%s»', (text) => {
    expect(emergencyWords(text)).toBeNull();
  });
});

describe('pasted number or link', () => {
  it('takes a link from a message, a token, and knows a number', () => {
    expect(readPasted('Следить: https://otklik.example/follow/aB3_x-9 спасибо')).toEqual({
      kind: 'token',
      token: 'aB3_x-9',
    });
    expect(readPasted('aB3_x-9kLmN')).toEqual({ kind: 'token', token: 'aB3_x-9kLmN' });
    expect(readPasted('№ 54-26-000123')).toEqual({ kind: 'number' });
    expect(readPasted('привет')).toEqual({ kind: 'unknown' });
    expect(readPasted('  ')).toEqual({ kind: 'empty' });
  });
});

describe('draft', () => {
  it('keeps one key until a definite answer', () => {
    const store = memory();
    const first = filingKey(store, newKey, 'a').key;
    expect(filingKey(store, newKey, 'a')).toEqual({ key: first, sameBody: true });
    expect(filingKey(store, newKey, 'edited')).toEqual({ key: first, sameBody: false });
    dropKey(store);
    expect(filingKey(store, newKey, 'a').key).not.toBe(first);
    expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('survives a reload and a broken store', () => {
    const store = memory();
    keepDraft(store, { ...EMPTY, text: 'Яма' });
    expect(readDraft(store).text).toBe('Яма');
    store.setItem('otklik.draft', '{broken');
    expect(readDraft(store)).toEqual(EMPTY);
    expect(readDraft(null)).toEqual(EMPTY);
  });

  it('makes what the contract accepts, with and without everything', () => {
    expect(FileAppeal.safeParse(toAppeal({ ...EMPTY, text: ' Яма на дороге ' })).success).toBe(true);
    const full = toAppeal({
      ...EMPTY,
      text: 'Яма',
      point: [55, 83],
      address: 'ул. Ленина, 1',
      municipality: 'm',
      photos: [
        { key: 'k', id: PHOTO, name: 'a.jpg' },
        { key: 'l', id: null, name: 'b.jpg' },
      ],
      email: 'a@b.ru',
    });
    expect(FileAppeal.parse(full)).toMatchObject({ photos: [PHOTO], contact: { email: 'a@b.ru' } });
  });

  it('names the fields that stop it', () => {
    expect(checkDraft({ ...EMPTY, text: 'Я', email: 'a@b', phone: '12' })).toEqual({
      text: 'textShort',
      email: 'email',
      phone: 'phone',
    });
    expect(checkDraft({ ...EMPTY, text: 'Яма', phone: '+7 913 000-00-00' })).toEqual({});
  });
});
