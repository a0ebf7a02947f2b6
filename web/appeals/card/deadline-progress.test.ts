import { describe, expect, it } from 'vitest';
import { deadlineProgress } from './deadline-progress.ts';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const step = (name: string, number: number) => ({ step: name, dueAt: day(number), source: '' });
const card = {
  filedAt: day(1),
  dueAt: day(11) as string | null,
  closedAt: null as string | null,
  deadlineSteps: [step('final_answer', 11), step('register', 3), step('forward', 6)],
};

describe('the bar of time', () => {
  it('puts steps in order and knows which is awaited', () => {
    const { steps, filled } = deadlineProgress(card, new Date(day(6)));
    expect(steps.map(({ step: name, at, state }) => [name, at, state])).toEqual([
      ['register', 0.2, 'done'],
      ['forward', 0.5, 'done'],
      ['final_answer', 1, 'next'],
    ]);
    expect(filled).toBe(0.5);
  });

  it('grows past the last step when late', () => {
    const { steps, filled } = deadlineProgress(card, new Date(day(21)));
    expect(filled).toBe(1);
    expect(steps.at(-1)?.at).toBe(0.5);
  });

  it('stops at closing and waits for nothing afterwards', () => {
    const { steps, filled } = deadlineProgress({ ...card, dueAt: null, closedAt: day(6) }, new Date(day(29)));
    expect(filled).toBe(0.5);
    expect(steps.every((each) => each.state === 'done')).toBe(true);
  });
});
