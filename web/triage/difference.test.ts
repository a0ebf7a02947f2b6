import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

const OWN = 'На Лесной, дом 4, подъезд 2 третий день нет горячей воды, в квартирах холодно.';
const differing = (other: string) =>
  differenceOf(OWN, other)
    .parts.filter((part) => part.differs)
    .map((part) => part.text);

describe('difference of two complaints', () => {
  it('marks only what is told otherwise and names the entrance', () => {
    const other = 'На Лесной, дом 4, подъезд 3 третий день нет горячей воды, в квартирах холодно.';
    expect(differing(other)).toEqual(['3']);
    expect(differenceOf(OWN, other)).toMatchObject({ nearlyEqual: true, addressParts: ['entrance'] });
  });

  it('joins neighbouring words and reads «в 5-м подъезде»', () => {
    const other = 'На Лесной, дом 14а, в 5-м подъезде третий день нет горячей воды, в квартирах холодно.';
    expect(differenceOf(OWN, other).addressParts).toEqual(['house', 'entrance']);
    expect(differing(other)).toEqual(['14а, в 5-м подъезде']);
  });

  it('leaves an unlike text unmarked', () => {
    const other = 'Автобус 36 второй раз не пришёл к остановке у школы.';
    expect(differenceOf(OWN, other)).toEqual({
      nearlyEqual: false,
      parts: [{ text: other, differs: false }],
      addressParts: [],
    });
  });

  it('finds no difference in a copy, whatever its case, and none in an excerpt cut in a word', () => {
    expect(differing(OWN.toUpperCase())).toEqual([]);
    const long = 'нет воды '.repeat(60);
    expect(differenceOf(long, `${long.slice(0, 298)}вод`).parts.every((part) => !part.differs)).toBe(true);
  });

  it('never changes the text', () => {
    const word = fc.constantFrom('нет', 'воды', 'дом 4', 'подъезд 2', ',', ' ', '\n', '3-й', 'Ё');
    const text = fc.array(word, { maxLength: 20 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (own, other) => {
        expect(
          differenceOf(own, other)
            .parts.map((part) => part.text)
            .join(''),
        ).toBe(other);
      }),
    );
  });
});
