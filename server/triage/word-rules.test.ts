import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginningsOf, createWordRules } from './word-rules.ts';

describe('beginnings of a pattern', () => {
  test.each([
    ['спасибо', ['сп']],
    ['да|нет', ['да', 'не']],
    ['(?:по)?благодар', ['по', 'бл']],
    ['к[ао]т', ['к?']],
    ['[а-я]+ ли', ['?*']],
    ['(?<!не )с новым', ['с ']],
    ['(?:с|до)(?![а-я])', ['с', 'до']],
    ['а{2,} б', ['а*']],
    ['а{0,3}б', ['а*', 'б']],
    ['о,? да', ['о,', 'о ']],
  ])('%s', (source, beginnings) => {
    expect(new Set(beginningsOf(source))).toEqual(new Set(beginnings));
  });
});

test('together they find what each finds alone, from the beginning of a word', () => {
  const sources = [
    'да|нет[ ,]',
    'а[бв]+ (?:г|да)?',
    '(?:аб)?ва',
    '[а-в]+ д',
    'б',
    '(?<=д )а(?!б)',
    'в.?г',
    'а,? б',
  ];
  const rules = createWordRules(sources);
  const letters = fc.constantFrom(...'абвгднет ,x1');
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 30 }), (text) => {
      const alone = sources.map((source) =>
        new RegExp(`(?<![а-яa-z])(?=[а-яa-z])(?:${source})`).test(text) ? 1 : 0,
      );
      expect([...rules(text)]).toEqual(alone);
    }),
    { numRuns: 2000 },
  );
});
