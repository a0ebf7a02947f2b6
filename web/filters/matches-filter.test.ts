import { describe, expect, it } from 'vitest';
import type { AppealRow } from '../../contract/index.ts';
import { indexRegistry } from '../api/registry.ts';
import { matchesFilter } from './matches-filter.ts';

const topic = (code: string, parent: string | null) => ({
  code,
  parent,
  name: code,
  sector: 'roads',
  leaf: parent !== null,
  severity: null,
  normDays: null,
});
const registry = indexRegistry({
  region: { code: '54', name: '', nameIn: '', timeZone: 'Asia/Novosibirsk', centre: [55, 82] },
  sectors: [{ code: 'roads', name: 'Дороги' }],
  topics: [topic('roads', null), topic('roads.snow', 'roads')],
  municipalities: [],
  organisations: [],
});
const row: AppealRow = {
  id: '1',
  number: '54-26-1',
  filedAt: '2026-11-22T18:00:00Z',
  channel: 'vk',
  kind: 'complaint',
  status: 'routed',
  triage: 'auto',
  urgency: 2,
  topic: 'roads.snow',
  municipality: null,
  organisation: 'tuad',
  dueAt: null,
  excerpt: '',
};
const matches = (filter: Parameters<typeof matchesFilter>[1]) => matchesFilter(row, filter, registry);

describe('does a newcomer belong to the list', () => {
  it('takes everything without a filter', () => expect(matches({})).toBe(true));

  it('compares each dimension', () => {
    expect(matches({ channel: 'pos,vk' })).toBe(true);
    expect(matches({ channel: 'pos' })).toBe(false);
    expect(matches({ municipality: '50701000' })).toBe(false);
    expect(matches({ sector: 'roads', organisation: 'tuad' })).toBe(true);
    expect(matches({ sector: 'housing' })).toBe(false);
  });

  it('takes a topic under a chosen group', () => {
    expect(matches({ topic: 'roads' })).toBe(true);
    expect(matches({ topic: 'roads.pits' })).toBe(false);
  });

  it('finds what has no value', () => {
    expect(matches({ municipality: '-' })).toBe(true);
    expect(matches({ topic: '-' })).toBe(false);
    expect(matchesFilter({ ...row, topic: null }, { topic: 'roads,-' }, registry)).toBe(true);
    expect(matchesFilter({ ...row, topic: null }, { topic: 'roads' }, registry)).toBe(false);
  });

  it('finds what is late and not finished', () => {
    const late = { ...row, dueAt: '2026-11-20T00:00:00Z' };
    const at = (moment: string, what: typeof row) =>
      matchesFilter(what, { overdue: '1' }, registry, Date.parse(moment));
    expect(at('2026-11-21T00:00:00Z', late)).toBe(true);
    expect(at('2026-11-19T00:00:00Z', late)).toBe(false);
    expect(at('2026-11-21T00:00:00Z', { ...late, status: 'closed' })).toBe(false);
    expect(at('2026-11-21T00:00:00Z', row)).toBe(false);
  });

  it("counts days by the region's clock", () => {
    // 01:00 of the 23rd in Novosibirsk.
    expect(matches({ from: '2026-11-23' })).toBe(true);
    expect(matches({ to: '2026-11-22' })).toBe(false);
  });

  it('knows the window of its term, in days of the region', () => {
    // 22 November, 23:30 in Novosibirsk.
    const now = Date.parse('2026-11-22T16:30:00Z');
    const dueOn = (dueAt: string) =>
      ['overdue', 'today', 'tomorrow', 'week', 'later'].filter((due) =>
        matchesFilter({ ...row, dueAt }, { due }, registry, now),
      );
    expect(dueOn('2026-11-22T16:00:00Z')).toEqual(['overdue']);
    expect(dueOn('2026-11-22T16:59:00Z')).toEqual(['today']);
    expect(dueOn('2026-11-22T17:01:00Z')).toEqual(['tomorrow']);
    expect(dueOn('2026-11-28T10:00:00Z')).toEqual(['week']);
    expect(dueOn('2026-11-28T17:00:00Z')).toEqual(['later']);
    expect(matches({ escalated: '1' })).toBe(false);
    expect(matches({ assignee: '-' })).toBe(true);
    expect(matches({ assignee: 'ivanov' })).toBe(false);
  });
});
