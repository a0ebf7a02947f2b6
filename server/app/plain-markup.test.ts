import { expect, test } from 'vitest';
import { escapeHtml, plainPage } from './plain-markup.ts';

test('a page never runs what somebody typed', () => {
  expect(escapeHtml(`<img src=x onerror='a("&")'>`)).toBe(
    '&#60;img src=x onerror=&#39;a(&#34;&#38;&#34;)&#39;&#62;',
  );
  expect(plainPage('<b>', '"область"', '')).not.toMatch(/<title><b>|<h1><b>/);
});

test('a page asks for nothing besides itself', () => {
  expect(plainPage('Сообщить', 'Область', '')).not.toMatch(/<script|<link|src=|url\(|@import/);
});
