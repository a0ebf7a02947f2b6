import { expect, test } from 'vitest';
import { readAttributes } from './hand-over.ts';
import { withoutPersonal } from './without-personal.ts';

const asks = (code: string, part = {}) => ({
  code,
  datatype: 'string',
  required: false,
  description: code,
  values: [],
  ...part,
});

test('own words of what a contractor asks for go out without anything personal; a choice goes as it is', () => {
  const clean = (text: string) =>
    withoutPersonal(text, { name: 'Анна Петрова', email: 'anna@example.ru', phone: null });
  const known = [asks('WHO'), asks('WAY', { values: [{ key: '89130000000', name: 'По телефону' }] })];
  const given = { WHO: 'Петровой, тел. 8 913 000-00-01, кв. 5', WAY: '89130000000', MORE: 'anna@example.ru' };
  const taken = readAttributes(known, given, clean);
  expect(taken.WHO).not.toMatch(/Петров|913|кв/);
  expect(taken).toEqual({ WHO: expect.any(String), WAY: '89130000000' });
  expect(() => readAttributes([asks('NEED', { required: true })], {}, clean)).toThrow(/NEED/);
});
