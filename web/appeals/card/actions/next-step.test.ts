import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../../../contract/vocabulary.ts';
import { actionsFor } from '../../../../server/casework/index.ts';
import { ACTION_KEYS, MENU, menuOf, nextStep, type Standing, standingOf } from './next-step.ts';

const nobody: Standing = { mine: false, held: false, closer: false, turn: false, asked: false };
const executor = [{ side: 'body', role: 'executor' }] as const;
const approver = [{ side: 'body', role: 'approver' }] as const;
const controller = [{ side: 'centre', role: 'quality_controller' }] as const;

describe('the next step', () => {
  it('is to take what nobody holds, to answer what one holds, and nothing where others move', () => {
    expect(nextStep(actionsFor('routed', executor), nobody, false)).toBe('take');
    expect(nextStep(actionsFor('in_work', executor), { ...nobody, mine: true }, false)).toBe('answer');
    expect(nextStep(actionsFor('in_work', approver), { ...nobody, held: true }, false)).toBeNull();
    expect(nextStep(actionsFor('approval', executor), { ...nobody, mine: true }, false)).toBeNull();
    expect(nextStep(actionsFor('reopened', executor), { ...nobody, closer: true }, false)).toBeNull();
    expect(nextStep(actionsFor('reopened', approver), { ...nobody, closer: true }, false)).toBe('assign');
  });

  it('is a decision where one waits', () => {
    expect(nextStep(actionsFor('approval', approver), { ...nobody, turn: true }, false)).toBe('approve');
    expect(nextStep(actionsFor('in_work', approver), { ...nobody, asked: true, mine: true }, false)).toBe(
      'grant_extension',
    );
    expect(nextStep(actionsFor('answered', controller), nobody, false)).toBe('confirm_solution');
    expect(nextStep([], nobody, true)).toBe('triage');
  });

  it('knows who answered before the case came back', () => {
    const card = {
      status: 'reopened' as const,
      life: { assignee: null, approvals: [], extensions: [] } as never,
      history: [{ at: '', type: 'case.approved', actor: 'a', actorName: null, details: { author: 'pavel' } }],
    };
    expect(standingOf(card, { login: 'pavel', role: 'executor' }).closer).toBe(true);
    expect(standingOf(card, { login: 'zoya', role: 'executor' }).closer).toBe(false);
    expect(standingOf({ ...card, status: 'in_work' }, { login: 'pavel', role: 'executor' }).closer).toBe(
      false,
    );
  });
});

describe('the menu', () => {
  it('never gives two offered actions one key, in any status, for any hat', () => {
    const roles = [
      'executor',
      'approver',
      'coordinator',
      'curator',
      'operator',
      'head',
      'quality_controller',
    ] as const;
    for (const status of STATUSES) {
      for (const role of roles) {
        for (const side of ['body', 'centre'] as const) {
          const offered = actionsFor(status, [{ side, role }]);
          // What waits for a decision and what does not never stand together.
          const shown = menuOf(offered, { ...nobody, turn: true }, null).flat();
          const keys = shown.map((action) => ACTION_KEYS[action]).filter(Boolean);
          expect(new Set(keys).size, `${status} ${role} ${side}: ${shown}`).toBe(keys.length);
        }
      }
    }
  });

  it('names each action once and gives each a key', () => {
    const all = MENU.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((action) => !ACTION_KEYS[action])).toEqual([]);
  });
});
