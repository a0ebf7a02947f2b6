import { describe, expect, it } from 'vitest';
import type { CaseLife } from '../../../../contract/casework.ts';
import { threadOf } from './thread-of.ts';

const at = (minute: number) => `2026-11-23T03:${String(minute).padStart(2, '0')}:00.000Z`;
const message = (id: string, minute: number, direction: 'in' | 'out', text: string, state = 'sent') => ({
  id,
  direction,
  author: direction === 'in' ? ('resident' as const) : ('body' as const),
  text,
  at: at(minute),
  channel: 'vk',
  state,
});
const answer = (id: string, minute: number, text: string) => ({
  id,
  kind: 'final' as const,
  text,
  outcome: 'solved' as const,
  at: at(minute),
  login: null,
  organisation: 'mintrans',
});
const card = (life: Partial<CaseLife>) => ({
  text: 'Яма',
  filedAt: at(0),
  channel: 'vk' as const,
  life: { answers: [], conversation: [], ...life } as CaseLife,
});

describe('the thread of a case', () => {
  it('joins an answer with its sending and does not say the appeal twice', () => {
    const said = threadOf(
      card({
        answers: [answer('a', 10, 'Засыпали'), answer('b', 30, 'Засыпали')],
        conversation: [
          message('open', 0, 'in', 'Яма'),
          message('out', 10, 'out', 'Засыпали', 'failed'),
          message('thanks', 20, 'in', 'Спасибо'),
        ],
      }),
    );
    expect(said.map(({ key, delivery }) => [key, delivery])).toEqual([
      ['appeal', null],
      ['a', 'failed'],
      ['thanks', null],
      ['b', null],
    ]);
  });

  it('begins with the appeal even where a clock was wrong', () => {
    expect(threadOf({ ...card({ answers: [answer('a', 1, 'Да')] }), filedAt: at(5) })[0]!.key).toBe('appeal');
  });
});
