import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff } from './word-diff.ts';

const joined = (runs: ReturnType<typeof wordDiff>, but: 'added' | 'removed') =>
  runs
    .filter((run) => run.kind !== but)
    .map((run) => run.text)
    .join('');

describe('difference of two editions', () => {
  it('marks the words that changed and leaves the others', () => {
    expect(wordDiff('Яму засыпали.', 'Яму засыпали 20 ноября.')).toEqual([
      { kind: 'same', text: 'Яму засыпали' },
      { kind: 'added', text: ' 20 ноября' },
      { kind: 'same', text: '.' },
    ]);
    expect(wordDiff('', '')).toEqual([]);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('яма', 'дом', '12', ' ', '\n', ', '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = wordDiff(before, after);
        expect(joined(runs, 'added')).toBe(before);
        expect(joined(runs, 'removed')).toBe(after);
      }),
    );
  });

  it('does not choke on texts too long for the table', () => {
    const long = 'слово '.repeat(2500);
    expect(wordDiff(long, `${long}ещё`).map((run) => run.kind)).toEqual(['removed', 'added']);
  });
});
