import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../demo/random.ts';
import type { CountGrid } from './count-grid.ts';
import { dayPatternOf } from './day-pattern.ts';
import { EvidenceLog } from './evidence-log.ts';
import { isQuiet, untaughtOf } from './quiet-days.ts';
import { sweepTopic } from './sweep-topic.ts';

const FIRST = 20_000;
const DAYS = 500;
const PLACES = ['a', 'b', 'c'];
const EVENT = { topics: ['t'], places: ['a'], from: '2025-10-26', to: '2025-11-14' };
const FROM = Date.parse('2025-10-26') / 86_400_000 - FIRST;
const above = (topic: string) => (topic === 't' ? ['g', 't'] : [topic]);

/** Three places of three a day; the event brings twenty a day more to the first. */
function gridWith(event: boolean): CountGrid {
  const random = seededRandom(11);
  const counts = Int32Array.from({ length: PLACES.length * DAYS }, () => random.poisson(3));
  if (event) for (let day = FROM; day < FROM + 20; day += 1) counts[day] = counts[day]! + 20;
  return { firstDay: FIRST, days: DAYS, places: PLACES, topics: ['t'], counts };
}

function expectationsOf(grid: CountGrid) {
  const expectations = {
    mean: new Float32Array(grid.counts.length),
    size: new Float32Array(grid.counts.length),
  };
  sweepTopic(grid, dayPatternOf(grid), 0, new EvidenceLog(), { expectations });
  return expectations;
}

describe('days that must not teach', () => {
  const quiet = expectationsOf(gridWith(false));
  const after = FROM + 21;

  test('leave level and over-dispersion as if nothing had been', () => {
    const taught = expectationsOf(gridWith(true));
    const grid = gridWith(true);
    const untaught = expectationsOf({ ...grid, untaught: untaughtOf(grid, [EVENT], above) });
    expect(taught.mean[after]! / quiet.mean[after]!).toBeGreaterThan(1.3);
    expect(untaught.mean[after]! / quiet.mean[after]!).toBeCloseTo(1, 0);
    expect(Math.abs(untaught.mean[after]! / quiet.mean[after]! - 1)).toBeLessThan(0.1);
    expect(untaught.size[after]!).toBeGreaterThan(taught.size[after]!);
  });

  test('are judged all the same, and the other places learn', () => {
    const grid = gridWith(true);
    const log = new EvidenceLog();
    const marked = { ...grid, untaught: untaughtOf(grid, [EVENT], above) };
    sweepTopic(marked, dayPatternOf(marked), 0, log);
    const best = Math.max(
      ...Array.from({ length: log.length }, (_, at) =>
        log.cell[at] === 0 && log.day[at]! >= FROM ? log.score[at]! : 0,
      ),
    );
    expect(best).toBeGreaterThan(8);
    expect([...marked.untaught!.subarray(DAYS)].some(Boolean)).toBe(false);
  });

  test('a whole year of them changes nothing where nothing is marked', () => {
    const grid = gridWith(false);
    expect(expectationsOf({ ...grid, untaught: new Uint8Array(grid.counts.length) })).toEqual(quiet);
  });

  test('reach the topic and what lies below it in its places; a wider topic only while they are few', () => {
    expect(isQuiet(EVENT, 't', 'a', above)).toBe(true);
    expect(isQuiet(EVENT, 't', 'b', above)).toBe(false);
    expect(isQuiet(EVENT, 't', null, above)).toBe(false);
    expect(isQuiet({ ...EVENT, topics: ['g'] }, 't', 'a', above)).toBe(true);
    expect(isQuiet(EVENT, 'g', 'a', above)).toBe(true);
    expect(isQuiet({ ...EVENT, to: '2026-01-14' }, 'g', 'a', above)).toBe(false);
    expect(isQuiet({ ...EVENT, topics: [] }, 'anything', 'a', above)).toBe(true);
  });
});
