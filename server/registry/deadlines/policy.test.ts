import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../calendar/index.ts';
import { choosePolicy } from './choose-policy.ts';
import { dueDates, extendStep } from './due-dates.ts';
import { DEFAULT_POLICIES, Policies, Policy } from './policy.ts';
import { DEFAULT_SCHEDULE } from './work-schedule.ts';

const context = {
  calendar: buildCalendar({ from: 2013, to: 2027 }),
  timeZone: 'Europe/Kaliningrad',
  schedule: DEFAULT_SCHEDULE,
};
const named = (id: string) => DEFAULT_POLICIES.find((policy) => policy.id === id)!;
const policy = (id: string, match: object | null) =>
  Policy.parse({
    id,
    title: id,
    match,
    steps: [{ step: 'final_answer', amount: 1, unit: 'working_days', source: 'пример' }],
  });

describe('default policies', () => {
  it('name the term of every regime', () => {
    const chosen = (regime: '59fz' | 'pos_message' | 'social' | 'call' | 'internal', more = {}) =>
      choosePolicy(DEFAULT_POLICIES, { regime, ...more })?.id;
    expect(chosen('59fz')).toBe('59fz');
    expect(chosen('pos_message')).toBe('pos-ordinary');
    expect(chosen('pos_message', { complexity: 'operational' })).toBe('pos-fast-track');
    expect(chosen('social', { urgency: 2 })).toBe('incident-ordinary');
    expect(chosen('social', { urgency: 3 })).toBe('incident-high');
    expect(chosen('call')).toBe('call');
    expect(chosen('internal')).toBe('internal');
  });

  it('have the amounts of their sources', () => {
    const amounts = (id: string) => named(id).steps.map((step) => [step.step, step.amount, step.unit]);
    expect(amounts('59fz')).toEqual([
      ['register', 3, 'calendar_days'],
      ['forward', 7, 'calendar_days'],
      ['final_answer', 30, 'calendar_days'],
    ]);
    expect(amounts('incident-ordinary')).toEqual([
      ['first_answer', 9, 'working_hours'],
      ['final_answer', 7, 'working_days'],
    ]);
    expect(amounts('incident-high')[0]).toEqual(['first_answer', 4, 'working_hours']);
    expect(amounts('pos-fast-track')).toEqual([['final_answer', 10, 'calendar_days']]);
    expect(amounts('crimea-15')).toEqual([['final_answer', 15, 'calendar_days']]);
    expect(amounts('dobrodel-8')).toEqual([['final_answer', 8, 'working_days']]);
  });
});

describe('due dates', () => {
  it('count every step from its own event, and none from an event that has not happened', () => {
    const received = new Date('2026-03-02T08:00:00Z');
    const registered = new Date('2026-03-04T08:00:00Z');
    const steps = dueDates(named('59fz'), { received, registered }, context);
    expect(steps.map(({ step, dueAt }) => [step, dueAt.toISOString()])).toEqual([
      ['register', '2026-03-05T21:59:59.999Z'],
      ['forward', '2026-03-11T21:59:59.999Z'],
      ['final_answer', '2026-04-03T21:59:59.999Z'],
    ]);
    expect(dueDates(named('59fz'), { received }, context).map(({ step }) => step)).toEqual(['register']);
    expect(dueDates(named('59fz'), received, context)).toHaveLength(3);
  });

  it('extend from the event, sixty days in all', () => {
    const final = dueDates(named('59fz'), new Date('2026-03-04T08:00:00Z'), context).at(-1)!;
    // 3 May 2026 is a Sunday of the holidays, the preceding working day is 30 April.
    expect(final.extendableTo?.toISOString()).toBe('2026-04-30T21:59:59.999Z');
    const step = named('59fz').steps.at(-1)!;
    expect(extendStep(step, 10).amount).toBe(40);
    expect(() => extendStep(step, 31)).toThrow('30 at most');
    expect(() => extendStep(named('59fz').steps[0]!, 1)).toThrow('0 at most');
  });
});

describe('the choice of a policy', () => {
  const policies = [
    policy('any', {}),
    policy('social', { regime: 'social' }),
    policy('vk', { regime: 'social', channel: 'vk' }),
    policy('heat', { topic: ['zhkh', 'heat'] }),
    policy('zhkh', { topic: ['zhkh'] }),
    policy('school-5', { organisation: 'school-5' }),
    policy('preset', null),
  ];

  it.each([
    [{ regime: 'call' }, 'any'],
    [{ regime: 'social', channel: 'ok' }, 'social'],
    [{ regime: 'social', channel: 'vk' }, 'vk'],
    [{ regime: 'social', channel: 'vk', topicPath: ['zhkh', 'water'] }, 'zhkh'],
    [{ regime: 'social', channel: 'vk', topicPath: ['zhkh', 'heat', 'cold-flat'] }, 'heat'],
    [{ regime: 'social', topicPath: ['roads', 'zhkh', 'heat'] }, 'social'],
    [{ regime: '59fz', topicPath: ['zhkh', 'heat'], organisation: 'school-5' }, 'school-5'],
  ] as const)('is the most specific for %j', (query, id) => {
    expect(choosePolicy(policies, query)?.id).toBe(id);
  });

  it('does not depend on the order of the list, and has one answer between equals', () => {
    const equal = [...policies, policy('a-twin', { topic: ['zhkh'] })];
    fc.assert(
      fc.property(fc.shuffledSubarray(equal, { minLength: equal.length }), (shuffled) => {
        expect(choosePolicy(shuffled, { regime: 'call', topicPath: ['zhkh'] })?.id).toBe('a-twin');
      }),
    );
  });

  it('is null when nothing fits, and never a preset', () => {
    expect(choosePolicy([policy('preset', null)], { regime: 'call' })).toBeNull();
  });
});

describe('the schema', () => {
  it('refuses a name used twice, a step written twice and a term too long', () => {
    expect(Policies.safeParse([policy('a', {}), policy('a', {})]).success).toBe(false);
    const step = policy('a', {}).steps[0]!;
    expect(Policy.safeParse({ ...policy('a', {}), steps: [step, step] }).success).toBe(false);
    const long = { ...step, amount: 2400, extensionMax: 200 };
    expect(Policy.safeParse({ ...policy('a', {}), steps: [long] }).success).toBe(false);
    expect(Policy.safeParse({ ...policy('a', {}), steps: [{ ...step, amount: 1.5 }] }).success).toBe(false);
  });
});
