import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Topic } from '../../contract/index.ts';
import { addressPatch, appealsHref, chosen, readFilter, withChosen, withoutValue } from './appeal-filter.ts';
import { narrowFilter } from './narrow-filter.ts';
import { addDays, dayIn, lengthDays, PERIODS, periodOf, rangeOf } from './period.ts';

const topic = (code: string, parent: string | null): [string, Topic] => [
  code,
  { code, parent, name: code, sector: 'roads', leaf: parent !== null, severity: null, normDays: null },
];
const topics = new Map([
  topic('roads', null),
  topic('roads.snow', 'roads'),
  topic('roads.pits', 'roads'),
  topic('heat', null),
]);

describe('appeal filter', () => {
  it('survives the address bar', () => {
    const code = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(code, { maxLength: 5 }), fc.uniqueArray(code, { maxLength: 5 }), (a, b) => {
        const filter = withChosen(withChosen({ from: '2026-11-01' }, 'topic', a), 'municipality', b);
        const read = readFilter(Object.fromEntries(new URL(appealsHref(filter), 'http://x').searchParams));
        expect(read).toEqual(filter);
        expect(chosen(read, 'topic')).toEqual(a);
      }),
    );
  });

  it('drops a parameter with its last value and ignores rubbish', () => {
    expect(withoutValue({ channel: 'vk' }, 'channel', 'vk')).toEqual({});
    expect(readFilter({ from: 'yesterday', to: 5, sector: '', other: 'x', municipality: 75 })).toEqual({
      municipality: '75',
    });
  });
});

describe('what has no value, and what is late', () => {
  it('survives the address bar', () => {
    const filter = { topic: 'roads,-', municipality: '-', overdue: '1' } as const;
    const search = Object.fromEntries(new URL(appealsHref(filter), 'http://x').searchParams);
    expect(readFilter(search)).toEqual(filter);
    expect(readFilter({ overdue: 'yes' })).toEqual({});
  });

  it('is removed from the address with the choice', () => {
    expect(addressPatch({ topic: '-' }, ['topic', 'channel'])).toEqual({
      topic: '-',
      channel: undefined,
      overdue: undefined,
    });
  });

  it('is said by a cell without a code, in every kind of row', () => {
    for (const rowKind of ['sector', 'group', 'topic'] as const) {
      expect(narrowFilter({}, { rowKind, row: '', municipality: '' }, topics)).toEqual({
        topic: '-',
        municipality: '-',
      });
    }
  });
});

describe('narrowing to a cell', () => {
  it('adds the row and the municipality', () => {
    const cell = { rowKind: 'group', row: 'roads', municipality: 'm1' } as const;
    expect(narrowFilter({ channel: 'vk' }, cell, topics)).toEqual({
      channel: 'vk',
      topic: 'roads',
      municipality: 'm1',
    });
  });

  it('keeps only the chosen topics that lie in the row', () => {
    const cell = { rowKind: 'group', row: 'roads', municipality: null } as const;
    expect(narrowFilter({ topic: 'roads.snow,heat' }, cell, topics).topic).toBe('roads.snow');
  });

  it('takes the row itself where a chosen topic is above it, and the parent where there is no row', () => {
    const under = { rowKind: 'topic', row: 'roads.pits', municipality: null } as const;
    expect(narrowFilter({ topic: 'roads' }, under, topics).topic).toBe('roads.pits');
    const all = { rowKind: 'topic', row: null, municipality: 'm1', topicParent: 'roads' } as const;
    expect(narrowFilter({}, all, topics)).toEqual({ topic: 'roads', municipality: 'm1' });
  });
});

describe('period', () => {
  it('is named by what it spans', () => {
    for (const period of PERIODS) expect(periodOf(rangeOf(period, '2026-03-01'), '2026-03-01')).toBe(period);
    expect(rangeOf('7d', '2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
    expect(periodOf({ from: '2026-02-22', to: '2026-03-01' }, '2026-03-01')).toBeNull();
  });

  it('counts days both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (n) => {
        expect(lengthDays({ from: '2024-02-27', to: addDays('2024-02-27', n) })).toBe(n + 1);
      }),
    );
  });

  it('takes the day of the region, not of the browser', () => {
    const at = new Date('2026-11-21T20:30:00Z');
    expect(dayIn('Asia/Kamchatka', at)).toBe('2026-11-22');
    expect(dayIn('Europe/Kaliningrad', at)).toBe('2026-11-21');
  });
});

describe('what the board of control opens', () => {
  it('survives the address bar and drops what it does not know', () => {
    const filter = {
      organisation: 'minzhkh',
      due: 'overdue,today',
      assignee: '-',
      promised: 'open',
      escalated: '2',
    } as const;
    expect(readFilter(Object.fromEntries(new URL(appealsHref(filter), 'http://x').searchParams))).toEqual(
      filter,
    );
    expect(readFilter({ due: 'someday', promised: 'yes', owed: '2', escalated: '9' })).toEqual({});
  });
});
