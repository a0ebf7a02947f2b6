import { describe, expect, it } from 'vitest';
import { PATH } from '../../../server/casework/index.ts';
import { indexRegistry } from '../../api/registry.ts';
import { eventTitle, historyWords, LIFE_EVENTS } from './history-words.ts';

const registry = indexRegistry({
  region: { code: '54', name: 'Область', nameIn: 'области', timeZone: 'Asia/Novosibirsk', centre: [55, 82] },
  sectors: [],
  topics: [
    {
      code: 'roads',
      parent: null,
      name: 'Дороги',
      sector: 'roads',
      leaf: false,
      severity: null,
      normDays: null,
    },
    {
      code: 'roads.snow',
      parent: 'roads',
      name: 'Снег',
      sector: 'roads',
      leaf: true,
      severity: 3,
      normDays: 3,
    },
    {
      code: 'roads.pits',
      parent: 'roads',
      name: 'Ямы',
      sector: 'roads',
      leaf: true,
      severity: 3,
      normDays: 15,
    },
  ],
  municipalities: [],
  organisations: [{ code: 'tuad', name: 'ТУАД', shortName: 'ТУАД', level: 'regional', parent: null }],
});
const speaker = {
  t: (key: string, values?: Record<string, unknown>) =>
    `${key}${values ? ` ${Object.values(values).join('|')}` : ''}`,
  share: (value: number) => `${value * 100} %`,
  moment: (iso: string) => iso.slice(0, 10),
  registry,
};
const entry = (type: string, details: Record<string, unknown>) => ({
  at: '2026-11-22T00:00:00Z',
  type,
  actor: null,
  actorName: null,
  details,
});

describe('history in words', () => {
  it('says what was changed and only that', () => {
    const words = historyWords(
      entry('triage.decided', {
        before: { topic: 'roads.pits', organisation: 'tuad', urgency: 2 },
        after: { topic: 'roads.snow', organisation: 'tuad', urgency: 2 },
      }),
      speaker,
    );
    expect(words.title).toBe('history.corrected');
    expect(words.lines).toEqual(['history.change history.field.topic|Ямы|Снег', 'history.routed ТУАД']);
  });

  it('tells a confirmation from a correction', () => {
    const same = { topic: 'roads.pits', organisation: 'tuad' };
    expect(historyWords(entry('triage.decided', { before: same, after: same }), speaker).title).toBe(
      'history.confirmed',
    );
  });

  it('names the doubt of a case that waits, not a body it has not gone to', () => {
    const { lines } = historyWords(
      entry('appeal.registered', {
        channel: 'vk',
        topic: 'roads.snow',
        p: 0.5,
        triage: 'queue',
        organisation: 'tuad',
      }),
      speaker,
    );
    expect(lines).toEqual(['history.topicSure Снег|50 %', 'history.waits']);
  });

  it('has words for every event of the path, and for no other', () => {
    const events = new Set(Object.values(PATH).map(({ event }) => event));
    expect(new Set(LIFE_EVENTS.map((name) => `case.${name}`))).toEqual(events);
    for (const event of events) expect(eventTitle(event, (key) => key)).toMatch(/^history\.life\./);
  });

  it('tells reason, day and outcome of a step', () => {
    expect(
      historyWords(entry('case.transferred', { to: 'tuad', reason: 'Не наша дорога', hops: 1 }), speaker)
        .lines,
    ).toEqual(['history.of.organisation ТУАД', 'history.of.reason Не наша дорога']);
    expect(historyWords(entry('case.interim_answered', { until: '2026-12-10' }), speaker).lines).toEqual([
      'history.of.until 2026-12-10',
    ]);
  });

  it('keeps an unknown event visible', () => {
    expect(historyWords(entry('case.sung', {}), speaker).title).toBe('history.other case.sung');
  });
});
