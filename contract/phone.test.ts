import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalisePhone, spellPhone } from './phone.ts';

test.each([
  ['8 (913) 123-45-67', '+79131234567'],
  ['+7 913 123 45 67', '+79131234567'],
  ['9131234567', '+79131234567'],
  ['+375 29 123 45 67', '+375291234567'],
  ['112', null],
  ['123 45 67', null],
  ['', null],
])('%s', (written, stored) => {
  expect(normalisePhone(written)).toBe(stored);
});

test('a stored number stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = normalisePhone(text);
      if (once !== null) expect(normalisePhone(once)).toBe(once);
    }),
  );
});

test('a number is spelled in groups', () => {
  expect(spellPhone('+79131234567')).toBe('+7 913 123‑45‑67');
  expect(spellPhone('+4930123456')).toBe('+4930123456');
});
