import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

let shiftMs = 0;
const clock: Clock = { now: () => new Date(Date.parse('2026-11-22T05:00:00Z') + shiftMs) };
const server = withServer({ clock });

let person: Client;
let topics: string[];
let group: string;
let id: string;

beforeAll(async () => {
  person = await server.as('operator');
  const registry = await person.call('registry');
  topics = registry.topics.filter((topic) => topic.leaf).map((topic) => topic.code);
  group = registry.topics.find((topic) => !topic.leaf)!.code;
});
beforeEach(async () => {
  id = (await fill(server, [{ decision: { topic: topics[0], topicP: 0.4, municipality: '50708000' } }]))[0]!
    .appealId;
});

const decide = (topic: string, version: string, by = person, more = {}) =>
  by.ask('decideTriage', { params: { id }, body: { topic, ...more }, headers: { 'if-match': version } });
const card = () => person.call('appeal', { params: { id } });
const inQueue = async () =>
  (await person.call('triageQueue', { query: { limit: 100 } })).rows.some((row) => row.id === id);

describe('a decision', () => {
  test('takes the case out of the queue, routes it, keeps what was before, and is told live', async () => {
    expect(await inQueue()).toBe(true);
    const answer = await decide(topics[5]!, '"1"');
    expect(answer.status).toBe(200);
    const decided = (await answer.json()) as {
      topic: string;
      triage: string;
      status: string;
      version: number;
      routeWhy: string;
    };
    expect(decided).toMatchObject({ topic: topics[5], triage: 'corrected', status: 'routed', version: 2 });
    expect(decided.routeWhy).not.toBe('');
    expect(await inQueue()).toBe(false);
    const after = await card();
    expect(after.dueAt).not.toBeNull();
    expect(after.history.map((entry) => entry.type)).toEqual(['appeal.registered', 'triage.decided']);
    expect(after.history[1]).toMatchObject({ actor: 'operator', actorName: 'Проверка: operator' });
    const kept = await server.database.pool.query(
      'select before, after, login from triage_decision where appeal_id = $1',
      [id],
    );
    expect(kept.rows[0]).toMatchObject({
      login: 'operator',
      before: { topic: topics[0] },
      after: { topic: topics[5] },
    });
  });

  test('that changes nothing confirms', async () => {
    const { organisation } = await person.call('previewRoute', {
      query: { topic: topics[0]!, municipality: '50708000' },
    });
    const answer = await decide(topics[0]!, '"1"', person, { organisation: 'centre' });
    expect(await answer.json()).toMatchObject({ triage: 'confirmed', organisation: 'centre' });
    expect(organisation).not.toBe('');
  });

  test('goes where the preview said', async () => {
    const preview = await person.call('previewRoute', {
      query: { topic: topics[9]!, municipality: '50708000' },
    });
    expect(await (await decide(topics[9]!, '"1"')).json()).toMatchObject({
      organisation: preview.organisation,
      routeWhy: preview.why,
    });
  });

  test.each([
    ['unknown topic', () => decide('no-such-topic', '"1"'), 422],
    ['a group instead of a topic', () => decide(group, '"1"'), 422],
    ['unknown municipality', () => decide(topics[1]!, '"1"', person, { municipality: '1' }), 422],
    ['unknown body', () => decide(topics[1]!, '"1"', person, { organisation: 'nobody' }), 422],
    ['urgency five', () => decide(topics[1]!, '"1"', person, { urgency: 5 }), 422],
    ['no version', () => person.ask('decideTriage', { params: { id }, body: { topic: topics[1]! } }), 428],
    ['words for a version', () => decide(topics[1]!, 'any'), 428],
    ['an older version', () => decide(topics[1]!, '"7"'), 412],
  ])('%s is refused and changes nothing', async (_name, ask, status) => {
    expect((await ask()).status).toBe(status);
    expect(await card()).toMatchObject({ version: 1, topic: topics[0], triage: 'queue' });
  });

  test('of two people at once exactly one is taken', async () => {
    const others = await Promise.all(
      ['moderator', 'coordinator', 'curator', 'administrator'].map((login) => server.as(login)),
    );
    const answers = await Promise.all([person, ...others].map((by, n) => decide(topics[n + 1]!, '"1"', by)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect((await card()).version).toBe(2);
  });
});

describe('taking back', () => {
  test('within ten minutes brings everything back but the version', async () => {
    const before = await card();
    await decide(topics[5]!, '"1"');
    shiftMs += 9 * 60_000;
    expect((await person.ask('undoTriage', { params: { id } })).status).toBe(200);
    const after = await card();
    const { version, history, similar, ...rest } = before;
    expect(after).toMatchObject(rest);
    expect(after.version).toBe(3);
    expect(after.history.map((entry) => entry.type)).toEqual([
      'appeal.registered',
      'triage.decided',
      'triage.undone',
    ]);
    expect(await inQueue()).toBe(true);
    expect((await person.ask('undoTriage', { params: { id } })).status).toBe(409);
  });

  test('later, or somebody else’s, or what was not decided, is refused', async () => {
    expect((await person.ask('undoTriage', { params: { id } })).status).toBe(409);
    await decide(topics[5]!, '"1"');
    expect((await (await server.as('moderator')).ask('undoTriage', { params: { id } })).status).toBe(409);
    shiftMs += 10 * 60_000 + 1;
    expect((await person.ask('undoTriage', { params: { id } })).status).toBe(409);
    expect((await card()).triage).toBe('corrected');
  });

  test('of a case that is not there answers 404', async () => {
    const absent = await person.ask('undoTriage', { params: { id: '01900000-0000-7000-8000-000000000000' } });
    expect(absent.status).toBe(404);
  });
});
