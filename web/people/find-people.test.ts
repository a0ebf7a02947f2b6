import { expect, it } from 'vitest';
import type { Person } from '../../contract/people.ts';
import { findPeople, inForce } from './find-people.ts';

const person = (login: string, name: string, disabled = false): Person => ({
  login,
  name,
  role: 'executor',
  organisation: null,
  scope: { organisations: null, sectors: null, municipalities: null },
  disabled,
  validUntil: null,
  group: null,
  skills: [],
  absentUntil: null,
  load: 0,
  notify: {} as Person['notify'],
});
const people = [
  person('gone', 'Алёна Бывшая', true),
  person('oleg', 'Олег Бережной'),
  person('a.n', 'Алена Новая'),
];
const find = (typed: string) =>
  findPeople(people, typed, () => 'Исполнитель Минтранс').map(({ login }) => login);

it('people are found by the beginning of any word, the switched off stand last', () => {
  expect(find('')).toEqual(['a.n', 'oleg', 'gone']);
  expect(find('алена')).toEqual(['a.n', 'gone']);
  expect(find('бер минтр')).toEqual(['oleg']);
  expect(find('a.n')).toEqual(['a.n']);
  expect(find('лег')).toEqual([]);
});

it('a right holds on its first and on its last day', () => {
  const right = { from: '2026-11-20', to: '2026-11-23' };
  expect(['2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24'].map((day) => inForce(right, day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(inForce({ ...right, to: null }, '2030-01-01')).toBe(true);
});
