import { describe, expect, test } from 'vitest';
import { type Contacts, compareContacts } from './compare-contacts.ts';
import { proofInMessage } from './proof-in-message.ts';

const TOKEN = `54-${'a'.repeat(38)}`;

describe('what a private message proves of its author', () => {
  test.each([
    ['связать 54-26-000123', '54-26-000123'],
    ['Моё обращение № 54-26-000123.', '54-26-000123'],
    ['мое 54-26-000123', '54-26-000123'],
  ])('%s asks for a code', (text, number) => {
    expect(proofInMessage(text)).toEqual({ kind: 'ask', number });
  });
  test.each(['123456', 'Код: 123456', ' код 123456 '])('%s is a code', (text) => {
    expect(proofInMessage(text)).toEqual({ kind: 'code', code: '123456' });
  });
  test('a link alone is no matter; beside a matter it only says whose it is', () => {
    expect(proofInMessage(`https://c.ru/follow/${TOKEN} это тоже моё`)).toMatchObject({ alone: true });
    expect(proofInMessage(`Опять не вывезли мусор со двора, как и в /follow/${TOKEN}`)).toMatchObject({
      token: TOKEN,
      alone: false,
      // Whoever holds the link acts for the resident: those who read the case must not find it there.
      rest: 'Опять не вывезли мусор со двора, как и в',
    });
  });
  test.each([
    'Моё мнение: дорогу чистят плохо',
    'Код домофона 12345678 не работает',
    'Звоните 123456 вечером',
    'Связать некому: телефон 112 молчит',
    `/follow/${TOKEN}xyz`,
  ])('%s is an ordinary message', (text) => {
    expect(proofInMessage(text)).toBeNull();
  });
});

test('two authors are held against each other however a number and a name are written', () => {
  const nothing: Contacts = {
    name: null,
    phone: null,
    email: null,
    channel: null,
    municipality: null,
    topic: null,
    address: null,
  };
  const rows = compareContacts(
    { ...nothing, name: 'Семёнов  И.', phone: '8 913 123-45-67', channel: 'web' },
    { ...nothing, name: 'семенов и.', phone: '+79131234567', channel: 'vk', email: 'a@b.ru' },
  );
  expect(rows.map(({ field, same }) => [field, same])).toEqual([
    ['name', true],
    ['phone', true],
    ['email', null],
    ['channel', false],
  ]);
});
