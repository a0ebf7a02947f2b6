import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutPersonal } from './without-personal.ts';

const ANNA = { name: 'Петрова Анна Сергеевна', email: 'anna@example.ru', phone: '8 913 000-00-00' };

test.each([
  ['Засыпать яму у дома Петровой Анны', 'Засыпать яму у дома … …'],
  ['Позвонить Анне Сергеевне: +7 (913) 000-00-00', 'Позвонить … …: …'],
  ['Писала anna@example.ru, тел. 89130000000', 'Писала …, тел. …'],
  ['ул. Лесная, 5, кв. 12', 'ул. Лесная, 5'],
  ['Лесная 5 квартира 12, второй подъезд', 'Лесная 5, второй подъезд'],
])('%s', (text, expected) => {
  expect(withoutPersonal(text, ANNA)).toBe(expected);
});

test('what is needed for the work stays', () => {
  const task = 'Заменить фонарь на опоре 14 до 01.12.2026, обращение 54-26-000123, высота 9 м, квартал 12';
  expect(withoutPersonal(task, ANNA)).toBe(task);
});

test('whatever stands around, neither phone nor mail gets through', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'абв ,.№()\n') }),
      fc.constantFrom(...[ANNA.email, ANNA.phone, '+79130000000', '8(913)000-00-00']),
      fc.string({ unit: fc.constantFrom(...'абв ,.№()\n') }),
      (before, secret, after) => {
        const left = withoutPersonal(`${before} ${secret} ${after}`, ANNA);
        expect(left).not.toContain(secret);
        expect(left.replace(/\D/g, '')).toBe('');
      },
    ),
  );
});
