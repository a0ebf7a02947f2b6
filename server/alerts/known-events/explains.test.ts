import { describe, expect, test } from 'vitest';
import { loadTaxonomy } from '../../registry/taxonomy.ts';
import { explains } from './explains.ts';

const taxonomy = loadTaxonomy();
const COLD = 'housing.heating.cold';
const event = { topics: ['housing.heating'], places: ['berdsk'], from: '2026-11-10', to: '2026-11-14' };
const spike = { topic: COLD, places: ['berdsk'], firstDay: '2026-11-11', explanation: [] };
const cause = (attribute: 'topic' | 'municipality', value: string, share: number) => ({
  attribute,
  value,
  share,
  count: 10,
  expected: 1,
});

describe('a known event explains a wave', () => {
  test('of its topics, in its places, that began in its days or on their eve', () => {
    expect(explains(event, spike, taxonomy)).toBe(true);
    expect(explains(event, { ...spike, firstDay: '2026-11-09' }, taxonomy)).toBe(true);
    expect(explains(event, { ...spike, firstDay: '2026-11-08' }, taxonomy)).toBe(false);
    expect(explains(event, { ...spike, firstDay: '2026-11-15' }, taxonomy)).toBe(false);
    expect(explains(event, { ...spike, topic: 'roads.lighting' }, taxonomy)).toBe(false);
    expect(explains(event, { ...spike, places: ['iskitim'] }, taxonomy)).toBe(false);
    expect(
      explains({ ...event, topics: [], places: [] }, { ...spike, topic: 'roads.lighting' }, taxonomy),
    ).toBe(true);
  });

  test('of a wider cell only when it carries half of the excess', () => {
    const group = { ...spike, topic: 'housing' };
    expect(explains(event, group, taxonomy)).toBe(false);
    expect(explains(event, { ...group, explanation: [cause('topic', COLD, 0.4)] }, taxonomy)).toBe(false);
    expect(explains(event, { ...group, explanation: [cause('topic', COLD, 0.6)] }, taxonomy)).toBe(true);
    const region = { ...spike, places: [] };
    expect(explains(event, region, taxonomy)).toBe(false);
    expect(
      explains(event, { ...region, explanation: [cause('municipality', 'berdsk', 0.9)] }, taxonomy),
    ).toBe(true);
  });
});
