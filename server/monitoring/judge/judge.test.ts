import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Post } from '../post.ts';
import { cleanText, isAdvert } from './clean-text.ts';
import { type JudgedSource, type Judges, judgePost, POST_DAYS_MAX } from './judge-post.ts';
import { createNearCopies, fingerprintOf, fromBigint, toBigint } from './near-copies.ts';
import { BASE_ODDS, oddsOf, scoreOf, thresholdOf } from './threshold.ts';

const NOW = new Date('2026-11-22T05:00:00Z');
const TEXT = 'На улице Лесной в Бердске третий день нет воды, диспетчерская не отвечает, сколько можно ждать';
const post = (part: Partial<Post> = {}): Post => ({
  externalId: 'p1',
  at: NOW,
  text: TEXT,
  author: null,
  url: null,
  thread: null,
  home: null,
  point: null,
  isAdvert: false,
  ...part,
});
const judges: Judges = {
  odds: (text) => (text.includes('нет воды') ? 6 : -6),
  words: () => ['воды'],
  placeOf: (text) => (text.includes('Бердск') ? { code: 'berdsk', matched: 'Бердске' } : null),
  placeAt: (lat) => (lat > 50 ? 'north' : null),
  topics: () => [{ code: 'housing.water', p: 0.7 }],
  placeName: (code) => code,
};
const source: JudgedSource = { municipality: null, name: 'Подслушано', threshold: BASE_ODDS };
const none = { find: () => null };
const judge = (part: Partial<Post>, from = source, copies: Parameters<typeof judgePost>[3] = none) =>
  judgePost(post(part), from, judges, copies, NOW);

describe('a post', () => {
  test('that complains of a place of the region is a candidate with its reasons', () => {
    expect(judge({})).toMatchObject({
      kind: 'candidate',
      found: {
        municipality: 'berdsk',
        placeWhy: 'в тексте: «Бердске»',
        words: ['воды'],
        suggestions: [{ code: 'housing.water' }],
      },
    });
  });
  test.each([
    ['old', { at: new Date(NOW.getTime() - (POST_DAYS_MAX * 86_400_000 + 1)) }],
    ['short', { text: 'нет воды' }],
    ['short', { text: 'https://example.org/a-long-link-and-nothing-else' }],
    ['advert', { isAdvert: true }],
    ['advert', { text: `${TEXT} Реклама. ООО «Ромашка», erid: 2Vtz` }],
    ['calm', { text: 'В Бердске сегодня прекрасная погода, гуляем' }],
    ['elsewhere', { text: 'В Калуге третий день нет воды' }],
  ] as const)('is dropped as %s', (why, part) => expect(judge(part)).toEqual({ kind: 'dropped', why }));

  test('as long as a file lets it be, of nothing but line ends, is judged as soon as any other', () => {
    const long = { text: `${TEXT}${'\n'.repeat(3_000_000)}` };
    expect(judge(long)).toMatchObject({ kind: 'candidate' });
  });

  test('takes its place from the point first and from the source last', () => {
    expect(judge({ point: [55, 83] })).toMatchObject({ found: { municipality: 'north' } });
    const local = { ...source, municipality: 'iskitim' };
    expect(judge({ text: 'Третий день нет воды, ждём' }, local)).toMatchObject({
      found: { municipality: 'iskitim' },
    });
  });

  test('that repeats a candidate joins it', () => {
    const copies = createNearCopies();
    copies.add(fingerprintOf(TEXT), { candidateId: 'c1', externalId: 'p0' });
    expect(judge({ text: `${TEXT}!!! 😡` }, source, copies)).toMatchObject({
      kind: 'copy',
      of: { candidateId: 'c1' },
    });
  });
});

describe('likeness', () => {
  test('case and signs do not count, a greeting hardly; another house or another complaint is far', () => {
    const copies = createNearCopies();
    copies.add(fingerprintOf(TEXT), { candidateId: 'c1', externalId: 'p1' });
    expect(copies.find(fingerprintOf(TEXT.toUpperCase().replaceAll(' ', '  ')))).not.toBeNull();
    expect(copies.find(fingerprintOf(`${TEXT}. Репост`))).not.toBeNull();
    expect(copies.find(fingerprintOf(TEXT.replace('улице', 'улице 5')))).toBeNull();
    expect(
      copies.find(fingerprintOf('На улице Мира в Оби второй день нет света, аварийная не берёт трубку')),
    ).toBeNull();
  });
  test('is kept in 64 bits without loss', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const print = fingerprintOf(text);
        expect(fromBigint(toBigint(print))).toEqual(print);
      }),
    );
  });
  test('forgets the oldest beyond its bound', () => {
    const copies = createNearCopies(2);
    for (const text of [
      'яма на дороге у школы номер пять',
      'фонарь не горит возле сквера',
      'мусор лежит неделю во дворе',
    ])
      copies.add(fingerprintOf(text), { candidateId: text, externalId: text });
    expect(copies.find(fingerprintOf('яма на дороге у школы номер пять'))).toBeNull();
    expect(copies.find(fingerprintOf('мусор лежит неделю во дворе'))).not.toBeNull();
  });
});

describe('the threshold of a source', () => {
  test('rises with rejections, falls with acceptances, stands at one of four and is bounded', () => {
    expect(thresholdOf({ accepted: 0, rejected: 0 })).toBe(BASE_ODDS);
    expect(thresholdOf({ accepted: 10, rejected: 30 })).toBeCloseTo(BASE_ODDS);
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (accepted, rejected) => {
        const here = thresholdOf({ accepted, rejected });
        expect(thresholdOf({ accepted, rejected: rejected + 1 })).toBeGreaterThanOrEqual(here);
        expect(thresholdOf({ accepted: accepted + 1, rejected })).toBeLessThanOrEqual(here);
        expect(Math.abs(here - BASE_ODDS)).toBeLessThan(2.001);
      }),
    );
  });
  test('a score is the odds in a stream of two in a hundred', () => {
    expect(scoreOf(BASE_ODDS)).toBeCloseTo(0.5);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (score) => {
        expect(scoreOf(oddsOf(score))).toBeCloseTo(score);
      }),
    );
  });
});

describe('words of a post', () => {
  test('come without the marks of the network', () => {
    expect(cleanText('[id12|Иван], #Бердск@gorod  нет воды https://vk.cc/a\nПодпишись на наш канал')).toBe(
      'Иван, Бердск нет воды',
    );
  });
  test('a complaint of advertising is no advertising', () => {
    expect(isAdvert('Реклама закрыла весь фасад дома, уберите')).toBe(false);
  });
});
