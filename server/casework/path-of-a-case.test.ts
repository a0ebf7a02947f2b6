import { describe, expect, test } from 'vitest';
import { ROLES } from '../../contract/access.ts';
import { ACTION_NAMES } from '../../contract/casework.ts';
import { FINAL_STATUSES, STATUSES, type Status } from '../../contract/vocabulary.ts';
import type { Side } from '../access/index.ts';
import { type Acting, actionsFor, judgeAction, PATH } from './path-of-a-case.ts';

const SIDES: Side[] = ['body', 'centre'];

describe('the table', () => {
  test('every action of the contract is on it, and nothing else', () => {
    expect(Object.keys(PATH).sort()).toEqual([...ACTION_NAMES].sort());
  });

  test('every status is reached by an action and left by one; only from final ones is there no way for the clock alone', () => {
    const reached = new Set(Object.values(PATH).flatMap((transition) => transition.to));
    for (const status of STATUSES) {
      expect(reached.has(status), `nothing leads to ${status}`).toBe(true);
      expect(
        Object.values(PATH).some((transition) => transition.from.includes(status)),
        `no way out of ${status}`,
      ).toBe(true);
    }
  });

  test('each event has one name', () => {
    const names = Object.values(PATH).map((transition) => transition.event);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^case\.[a-z_]+$/);
  });

  test('from every open status the case can still end', () => {
    for (const start of STATUSES) {
      const seen = new Set<Status>([start]);
      for (let grown = true; grown; ) {
        grown = false;
        for (const { from, to } of Object.values(PATH)) {
          if (!from.some((status) => seen.has(status))) continue;
          for (const next of to) {
            if (next === 'stay' || seen.has(next)) continue;
            seen.add(next);
            grown = true;
          }
        }
      }
      expect(FINAL_STATUSES.some((status) => seen.has(status))).toBe(true);
    }
  });
});

describe('the rules people rely on', () => {
  const answers = ['submit', 'give_interim', 'ask_resident', 'postpone', 'take', 'assign'] as const;
  test.each(answers)('nobody of the centre may «%s» for a body', (action) => {
    for (const role of ROLES)
      for (const status of STATUSES)
        expect(judgeAction(action, status, [{ side: 'centre', role }])).toBe('not_yours');
  });

  test.each(['analyst', 'federal_curator'] as const)('%s changes nothing, whichever side', (role) => {
    for (const status of STATUSES)
      expect(
        actionsFor(
          status,
          SIDES.map((side) => ({ side, role })),
        ),
      ).toEqual([]);
  });

  test('no status leaves the case without anybody who could act on it', () => {
    const everybody = SIDES.flatMap((side) => ROLES.map((role) => ({ side, role })));
    for (const status of STATUSES) expect(actionsFor(status, everybody).length).toBeGreaterThan(0);
  });
});

test('every action × status × actor is allowed exactly where a line of the table says so', () => {
  const actors: Acting[] = [
    'resident',
    'system',
    ...SIDES.flatMap((side) => ROLES.map((role) => [{ side, role }])),
  ];
  let cells = 0;
  let allowed = 0;
  for (const action of ACTION_NAMES)
    for (const status of STATUSES)
      for (const acting of actors) {
        const { from, by } = PATH[action];
        const named = by.some((line) =>
          'roles' in line
            ? Array.isArray(acting) && line.side === acting[0].side && line.roles.includes(acting[0].role)
            : line.side === acting,
        );
        const expected = !named ? 'not_yours' : from.includes(status) ? 'allowed' : 'not_now';
        expect(judgeAction(action, status, acting), `${action} from ${status}`).toBe(expected);
        cells += 1;
        if (expected === 'allowed') allowed += 1;
      }
  console.log(`${cells} cells of the path judged, ${allowed} allowed`);
});
