import { expect, test } from 'vitest';
import { FINAL_STATUSES, OUTCOMES, STATUSES } from '../../contract/vocabulary.ts';
import { foreignStates, fromForeign, toForeign, VOCABULARIES } from './vocabularies.ts';

test.each(VOCABULARIES)('%s: every state of ours has a word of theirs that they themselves use', (name) => {
  const theirs = new Set(foreignStates(name).map(({ step }) => step));
  for (const status of STATUSES) {
    expect(theirs).toContain(toForeign(name, { status }).step);
    for (const outcome of OUTCOMES) expect(theirs).toContain(toForeign(name, { status, outcome }).step);
  }
});

test.each(VOCABULARIES)('%s: a word that we read and write again is the same word', (name) => {
  for (const state of foreignStates(name)) {
    const own = fromForeign(name, state)!;
    const again = fromForeign(name, toForeign(name, own))!;
    // Several words of theirs may mean one state of ours; the state itself must survive the way there and back.
    expect(again, JSON.stringify(state)).toEqual(own);
  }
});

test.each(VOCABULARIES)('%s: what is open for us is not ended for them, and the other way round', (name) => {
  for (const status of STATUSES.filter((each) => each !== 'transferred')) {
    const read = fromForeign(name, toForeign(name, { status }))!;
    if (!FINAL_STATUSES.includes(status)) expect(FINAL_STATUSES).not.toContain(read.status);
  }
});

test('a word nobody uses means nothing', () => {
  expect(fromForeign('pos', { step: 'Улетело' })).toBeNull();
});
