import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MARKS } from '../../../contract/control.ts';
import { CHECKLIST, scoreOf, suggestMarks, unmarked } from './checklist.ts';
import { drawnByLot } from './sample-answers.ts';

const marks = fc.record(
  Object.fromEntries(CHECKLIST.items.map(({ id }) => [id, fc.constantFrom(...MARKS)])),
) as fc.Arbitrary<Record<string, (typeof MARKS)[number]>>;

describe('the checklist', () => {
  test('scores between nothing and everything; one more «yes» never lowers it', () => {
    fc.assert(
      fc.property(marks, fc.constantFrom(...CHECKLIST.items), (given, { id }) => {
        const score = scoreOf(given);
        if (score === null) return expect(Object.values(given)).not.toContain('yes');
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        if (given[id] === 'no') expect(scoreOf({ ...given, [id]: 'yes' })!).toBeGreaterThan(score);
      }),
    );
  });

  test('what does not apply neither helps nor harms', () => {
    const all = Object.fromEntries(CHECKLIST.items.map(({ id }) => [id, 'not_applicable' as const]));
    expect(scoreOf(all)).toBeNull();
    expect(scoreOf({ ...all, essence: 'yes' })).toBe(1);
    expect(scoreOf({ essence: 'yes', cause: 'no' })).toBeCloseTo(0.6);
    expect(unmarked({ essence: 'yes' }).map(({ id }) => id)).not.toContain('essence');
  });

  test('the text alone tells of a date, a telephone and officialese', () => {
    const good = suggestMarks('Яму засыпали 21 ноября. Вопросы: 8 (383) 222-33-44, Иван Петрович.', 'solved');
    expect(good).toEqual({ plan: 'yes', contact: 'yes' });
    expect(suggestMarks('Работы будут выполнены в установленном порядке.', 'explained')).toEqual({
      plan: 'no',
      contact: 'no',
      language: 'no',
      fact: 'not_applicable',
    });
  });
});

describe('the lot', () => {
  test('falls the same way every time, on about the share asked for, and more with a larger one', () => {
    const ids = [...Array(4000)].map(() => randomUUID());
    const drawn = ids.filter((id) => drawnByLot(id, 5));
    expect(drawn.length).toBeGreaterThan(120);
    expect(drawn.length).toBeLessThan(290);
    for (const id of drawn) expect(drawnByLot(id, 20)).toBe(true);
    expect(ids.some((id) => drawnByLot(id, 0))).toBe(false);
    expect(ids.every((id) => drawnByLot(id, 100))).toBe(true);
    expect(drawnByLot('00000000-0000-7000-8000-000000000000', 50)).toBe(
      drawnByLot('00000000-0000-7000-8000-000000000000', 50),
    );
  });
});
