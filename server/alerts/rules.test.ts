import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SPIKE_STATES } from '../../contract/spikes.ts';
import { loadTaxonomy } from '../registry/taxonomy.ts';
import { admitsSpike, whereSpike } from './admits-spike.ts';
import { type KnownSpike, matchSpike } from './match-spike.ts';
import { type PriorityFacts, priorityOf } from './priority.ts';
import { notBefore, recipientsOf } from './recipients.ts';
import { NEXT_STATES, step } from './spike-state.ts';
import { thresholdShifts } from './threshold-shift.ts';

const facts: fc.Arbitrary<PriorityFacts> = fc.record({
  severity: fc.integer({ min: 1, max: 5 }),
  urgentShare: fc.double({ min: 0, max: 1, noNaN: true }),
  overdueShare: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.integer({ min: 0, max: 5000 }),
  expected: fc.double({ min: 0, max: 1000, noNaN: true }),
  population: fc.integer({ min: 0, max: 3_000_000 }),
  authors: fc.option(fc.integer({ min: 0, max: 5000 })),
  kind: fc.constantFrom('few_authors' as const, 'wide' as const, 'unknown' as const),
  quietDays: fc.integer({ min: -1, max: 400 }),
});

describe('priority', () => {
  test('lies within 0…100 and is the sum of its parts', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { score, parts } = priorityOf(given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
        const sum = parts.reduce((total, { value, weight }) => total + value * weight, 0);
        // Shown with one digit.
        expect(Math.abs(score - sum)).toBeLessThanOrEqual(0.051);
      }),
    );
  });

  test('never falls when a matter is graver, larger, wider, later or fresher', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { score } = priorityOf(given);
        const worse: Partial<PriorityFacts>[] = [
          { severity: Math.min(5, given.severity + 1) },
          { urgentShare: Math.min(1, given.urgentShare + 0.1) },
          { overdueShare: Math.min(1, given.overdueShare + 0.1) },
          { count: given.count + 10, authors: given.authors },
          { authors: given.authors === null ? null : given.authors + 5 },
          { quietDays: Math.max(0, given.quietDays - 3) },
        ];
        for (const change of worse) {
          expect(priorityOf({ ...given, ...change }).score).toBeGreaterThanOrEqual(score - 1e-9);
        }
        const few = priorityOf({ ...given, kind: 'few_authors' }).score;
        expect(few).toBeLessThanOrEqual(priorityOf({ ...given, kind: 'wide' }).score);
      }),
    );
  });
});

describe('thresholds', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

  test('rise by false verdicts, fall by confirmed ones, stay within bounds and forget', () => {
    const shiftOf = (verdict: 'false' | 'confirmed' | 'known', days: number, times = 1) =>
      thresholdShifts(
        Array.from({ length: times }, () => ({ topic: 'roads', verdict, at: ago(days) })),
        now,
      ).get('roads')!;
    expect(shiftOf('false', 0)).toBeCloseTo(0.75);
    expect(shiftOf('false', 90)).toBeCloseTo(0.375);
    expect(shiftOf('confirmed', 0)).toBeCloseTo(-0.35);
    expect(shiftOf('known', 0)).toBe(0);
    expect(shiftOf('false', 0, 50)).toBe(3);
    expect(shiftOf('confirmed', 0, 50)).toBe(-1);
    expect(Math.abs(shiftOf('false', 400))).toBeLessThan(0.05);
  });

  test('of one topic say nothing of another', () => {
    const shifts = thresholdShifts([{ topic: 'roads', verdict: 'false', at: now }], now);
    expect([...shifts.keys()]).toEqual(['roads']);
  });
});

describe('states', () => {
  test('what is allowed leads somewhere, what is not leads nowhere', () => {
    for (const state of SPIKE_STATES) {
      for (const to of SPIKE_STATES) {
        const after = step({ state, verdict: null }, to);
        expect(after !== null).toBe(NEXT_STATES[state].includes(to));
      }
    }
    expect(step({ state: 'false', verdict: 'false' }, 'assigned')).toBeNull();
  });

  test('a verdict on a wave that is over is kept and the wave stays over', () => {
    expect(step({ state: 'over', verdict: null }, 'false')).toEqual({ state: 'over', verdict: 'false' });
    expect(step({ state: 'over', verdict: 'false' }, 'found')).toEqual({ state: 'over', verdict: null });
    expect(step({ state: 'assigned', verdict: 'confirmed' }, 'over')).toEqual({
      state: 'over',
      verdict: 'confirmed',
    });
  });
});

describe('the same wave', () => {
  const known: KnownSpike = {
    id: 'a',
    series: 'appeals',
    topic: 'housing.heating.cold',
    places: ['50712000'],
    firstDay: '2026-11-10',
    lastDay: '2026-11-12',
    count: 60,
  };
  const branch = (a: string, b: string) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
  const found = { ...known, firstDay: '2026-11-11', lastDay: '2026-11-14', count: 90 };

  test.each([
    ['grown by days', {}, true],
    ['seen by its group', { topic: 'housing.heating' }, true],
    ['with a neighbour', { places: ['50712000', '50615000'] }, true],
    ['returned after three quiet days', { firstDay: '2026-11-16', lastDay: '2026-11-16' }, true],
    ['another topic', { topic: 'housing.water.no-cold' }, false],
    ['another place', { places: ['50708000'] }, false],
    ['the whole region', { places: [] }, false],
    ['publications', { series: 'publications' as const }, false],
    ['two weeks later', { firstDay: '2026-11-26', lastDay: '2026-11-27' }, false],
    ['two weeks before', { firstDay: '2026-10-26', lastDay: '2026-10-27' }, false],
  ])('%s', (_, change, same) => {
    expect(matchSpike({ ...found, ...change }, [known], branch) !== null).toBe(same);
  });

  test('of several the one of the same topic', () => {
    const group = { ...known, id: 'b', topic: 'housing.heating', count: 90 };
    expect(matchSpike(found, [group, known], branch)?.id).toBe('a');
  });
});

describe('whom it concerns', () => {
  const taxonomy = loadTaxonomy();
  const none = { organisations: null, topics: null, municipalities: null };
  const roads = taxonomy.topics.filter(({ code }) => code.startsWith('roads')).map(({ code }) => code);

  test('numbers of several places, topics or bodies are only for those who see all of them', () => {
    const here = { ...none, municipalities: ['50708000'] };
    const spike = { topic: 'roads.lighting', places: ['50708000'], organisation: null };
    expect(admitsSpike(here, taxonomy, spike)).toBe(true);
    expect(admitsSpike(here, taxonomy, { ...spike, places: ['50708000', '50701000'] })).toBe(false);
    expect(admitsSpike(here, taxonomy, { ...spike, places: [] })).toBe(false);
    const own = { ...none, topics: roads };
    expect(admitsSpike(own, taxonomy, { ...spike, topic: 'roads' })).toBe(true);
    const part = { ...none, topics: roads.filter((code) => code !== 'roads.lighting') };
    expect(admitsSpike(part, taxonomy, { ...spike, topic: 'roads' })).toBe(false);
    expect(admitsSpike({ ...none, organisations: ['mintrans'] }, taxonomy, spike)).toBe(false);
    const given = { ...spike, organisation: 'mintrans' };
    expect(admitsSpike({ ...none, organisations: ['mintrans'] }, taxonomy, given)).toBe(true);
    expect(whereSpike(none, taxonomy, [])).toBe('true');
  });

  test('curators of its sector, coordinators of its place, heads when it weighs', () => {
    const people = [
      { login: 'head', role: 'head' as const, scope: none },
      { login: 'roads', role: 'curator' as const, scope: { ...none, topics: roads } },
      { login: 'all', role: 'curator' as const, scope: none },
      { login: 'berdsk', role: 'coordinator' as const, scope: { ...none, municipalities: ['50708000'] } },
      { login: 'iskitim', role: 'coordinator' as const, scope: { ...none, municipalities: ['50712000'] } },
      { login: 'operator', role: 'operator' as const, scope: none },
    ];
    const spike = { topic: 'roads.lighting', places: ['50708000'], organisation: null };
    expect(recipientsOf(spike, 20, people, taxonomy)).toEqual(['roads', 'berdsk']);
    expect(recipientsOf(spike, 60, people, taxonomy)).toEqual(['head', 'roads', 'berdsk']);
  });

  test.each([
    ['2026-11-22T16:00:00Z', '2026-11-23T01:00:00.000Z'],
    ['2026-11-22T20:00:00Z', '2026-11-23T01:00:00.000Z'],
    ['2026-11-22T06:00:00Z', '2026-11-22T06:00:00.000Z'],
  ])('at night letters wait for eight in the morning of the region: %s', (now, then) => {
    expect(notBefore(new Date(now), 'Asia/Novosibirsk', 30).toISOString()).toBe(then);
    expect(notBefore(new Date(now), 'Asia/Novosibirsk', 90)).toEqual(new Date(now));
  });
});
