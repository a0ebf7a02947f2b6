import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../test/support/client.ts';
import { type Filled, fill } from '../../test/support/fill.ts';
import { openStream } from '../../test/support/live-stream.ts';
import { SCOPE_VALUES, SCOPED_LOGINS, TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';

const DAY_MS = 86_400_000;
/** Eleven in the morning in Novosibirsk. */
let now = new Date('2026-11-20T04:00:00Z');
const server = withServer({ clock: { now: () => now } });

const BERDSK = SCOPE_VALUES.municipality;
const PLACES = [BERDSK, '50701000', '50712000'];
const TOPICS = ['roads.lighting', 'housing.heating.cold', 'landscaping.trees'];
const WAVE = { topic: 'roads.lighting', municipality: BERDSK, organisation: 'mintrans' };

const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);

/** A quiet past: a case every second or third day in every cell, as even as numbers allow. */
function quietPast(days: number): Filled[] {
  const parts: Filled[] = [];
  for (let day = days; day > 0; day -= 1) {
    for (const [t, topic] of TOPICS.entries()) {
      for (const [m, municipality] of PLACES.entries()) {
        if ((day * 7 + t * 3 + m * 5) % 5 > 1) continue;
        parts.push({
          message: {
            filedAt: daysAgo(day),
            text: `Сообщаем о неполадках, случай ${day}`,
            authorKey: `q${day}-${t}-${m}`,
          },
          decision: { topic, municipality, organisation: 'minzhkh' },
        });
      }
    }
  }
  return parts;
}

const wave = (count: number, part: { authors?: number; text?: string; decision?: object } = {}): Filled[] =>
  Array.from({ length: count }, (_, n) => ({
    message: {
      filedAt: new Date(now.getTime() - n * 60_000),
      text: part.text ?? `Погасли фонари после аварии на подстанции, темно у дома ${n}`,
      address: `Бердск, Вокзальная, ${n + 1}`,
      authorKey: `w${now.getTime()}-${part.authors ? n % part.authors : n}`,
    },
    decision: { ...WAVE, urgency: 3, ...part.decision },
  }));

/** Days pass in this file, and a session ends in half of one. */
async function as(login: string) {
  const client = createClient(server.url);
  await client.call('signIn', { body: { login, password: TEST_PASSWORD } });
  return client;
}
const list = async (login: string, query = {}) => (await as(login)).call('spikes', { query });
const look = () => server.app.context.region('54').spikeWatch.look();

beforeAll(async () => {
  await fill(server, quietPast(70));
}, 60_000);

describe('a wave', () => {
  test('is not told of while all is quiet', async () => {
    expect(await look()).toBe(0);
    expect((await list('analyst', { state: 'all' })).total).toBe(0);
  });

  test('is found on its day, told to whom it concerns and explained', async () => {
    const stream = await openStream(await as(SCOPED_LOGINS.municipality));
    const foreign = await openStream(await as(SCOPED_LOGINS.organisation));
    const cases = await fill(server, wave(18));
    expect(await look()).toBe(1);
    const { rows, total, states } = await list('analyst');
    expect([total, states]).toEqual([1, [{ state: 'found', count: 1 }]]);
    const spike = rows[0]!;
    expect(spike).toMatchObject({
      topic: WAVE.topic,
      places: [BERDSK],
      state: 'found',
      firstDay: '2026-11-20',
      lastDay: '2026-11-20',
      authors: 18,
      kind: 'wide',
      series: 'appeals',
    });
    expect(spike.count).toBeGreaterThanOrEqual(18);
    expect(spike.expected).toBeLessThan(2);
    expect(spike.chart.counts.at(-1)).toBe(spike.count);
    expect(spike.words.map(({ word }) => word).join(' ')).toMatch(/фонари|подстанции/);

    const card = await (await as('analyst')).call('spike', { params: { id: spike.id } });
    expect(card.samples.length).toBeGreaterThan(3);
    for (const sample of card.samples) expect(cases.map((one) => one.appealId)).toContain(sample.id);
    expect(card.explanation).toContainEqual(
      expect.objectContaining({ attribute: 'organisation', value: 'mintrans' }),
    );
    expect(card.explanation.find((cause) => cause.attribute === 'street')?.value).toBe('Вокзальная');
    expect(card.urgentShare).toBe(1);

    const told = () => stream.events.filter(({ name }) => name === 'spikes.changed');
    await expect.poll(told, { timeout: 5000 }).not.toEqual([]);
    expect(told()[0]!.data).toMatchObject({ ids: [spike.id], found: [{ id: spike.id }] });
    expect(foreign.events.filter(({ name }) => name === 'spikes.changed')).toEqual([]);
    stream.close();
    foreign.close();

    const delivered = await server.database.pool.query(
      `select login, channel, state, not_before from alert_delivery where spike_id = $1 order by login, channel`,
      [spike.id],
    );
    const logins = new Set(delivered.rows.map((row) => row.login));
    expect(logins).toContain(SCOPED_LOGINS.municipality);
    expect(logins).not.toContain(SCOPED_LOGINS.organisation);
    expect(delivered.rows.find((row) => row.channel === 'screen').state).toBe('sent');
    expect(delivered.rows.find((row) => row.channel === 'email').state).toBe('pending');
  }, 30_000);

  test('that goes on grows the same spike and tells nobody again', async () => {
    const before = await server.database.pool.query('select count(*)::int as n from alert_delivery');
    const [spike] = (await list('analyst')).rows;
    now = new Date(now.getTime() + DAY_MS);
    await fill(server, wave(14));
    expect(await look()).toBe(0);
    const after = (await list('analyst')).rows;
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ id: spike!.id, firstDay: '2026-11-20', lastDay: '2026-11-21' });
    expect(after[0]!.count).toBeGreaterThanOrEqual(32);
    // Measuring is not deciding: a verdict given on what was seen a minute ago still holds.
    expect(after[0]!.version).toBe(spike!.version);
    const told = await server.database.pool.query('select count(*)::int as n from alert_delivery');
    expect(told.rows).toEqual(before.rows);
  }, 30_000);

  test('a live look at what has grown finds another one within its day', async () => {
    const decision = { topic: 'housing.heating.cold', municipality: '50712000', organisation: 'minzhkh' };
    await fill(server, wave(20, { decision, authors: 3, text: 'Руки прочь от котельной, требуем тепла' }));
    expect(await server.app.context.region('54').spikeWatch.recheck()).toBe(1);
    const { rows } = await list('analyst', { topic: 'housing' });
    expect(rows).toMatchObject([{ topic: decision.topic, kind: 'few_authors', authors: 3 }]);
  }, 30_000);
});

describe('a person', () => {
  test('sees spikes of own topics and places only, in the list, the card and the decision', async () => {
    const all = (await list('analyst')).rows;
    expect(all).toHaveLength(2);
    const roads = all.find((row) => row.topic === WAVE.topic)!;
    const heating = all.find((row) => row.topic !== WAVE.topic)!;
    for (const login of [SCOPED_LOGINS.municipality, SCOPED_LOGINS.sector]) {
      const seen = await list(login, { state: 'all', municipality: PLACES.join(',') });
      expect(seen.rows.map((row) => row.id)).toEqual([roads.id]);
      expect([seen.total, seen.states]).toEqual([1, [{ state: 'found', count: 1 }]]);
      const person = await as(login);
      expect((await person.ask('spike', { params: { id: roads.id } })).status).toBe(200);
      expect((await person.ask('spike', { params: { id: heating.id } })).status).toBe(404);
      const decided = await person.ask('decideSpike', {
        params: { id: heating.id },
        body: { state: 'false' },
        headers: { 'if-match': '"1"' },
      });
      expect(decided.status).toBe(404);
    }
    // A body sees what has been given to it, and nothing before.
    expect((await list(SCOPED_LOGINS.organisation, { state: 'all' })).rows).toEqual([]);
  });

  test('without the right to read cases gets numbers and no case', async () => {
    const federal = await as('federal_curator');
    const [spike] = (await federal.call('spikes')).rows;
    const card = await federal.call('spike', { params: { id: spike!.id } });
    expect(card.samples).toEqual([]);
    const refused = await federal.ask('decideSpike', {
      params: { id: spike!.id },
      body: { state: 'confirmed' },
      headers: { 'if-match': '"1"' },
    });
    expect(refused.status).toBe(403);
    expect((await server.anybody.ask('spikes')).status).toBe(401);
  });

  test('decides once: the second who saw the same version is told so', async () => {
    const [spike] = (await list('analyst', { topic: WAVE.topic })).rows;
    const asked = (state: 'confirmed' | 'false' | 'assigned', version: number, more = {}) => ({
      params: { id: spike!.id },
      body: { state, ...more },
      headers: { 'if-match': `"${version}"` },
    });
    const analyst = await as('analyst');
    const confirmed = await analyst.call('decideSpike', asked('confirmed', spike!.version));
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      verdict: 'confirmed',
      version: spike!.version + 1,
    });
    const late = await (await as('head')).ask('decideSpike', asked('false', spike!.version));
    expect(late.status).toBe(409);
    const bare = await analyst.ask('decideSpike', { ...asked('false', 0), headers: {} });
    expect(bare.status).toBe(428);
    const nobody = await analyst.ask('decideSpike', asked('assigned', confirmed.version));
    expect(nobody.status).toBe(422);
    const assigned = await analyst.call(
      'decideSpike',
      asked('assigned', confirmed.version, { organisation: 'mintrans', assignee: 'Дежурная смена' }),
    );
    expect(assigned).toMatchObject({ state: 'assigned', organisation: 'mintrans', verdict: 'confirmed' });
    expect(assigned.history.map((entry) => entry.type)).toEqual([
      'spike.found',
      'spike.grown',
      'spike.decided',
      'spike.decided',
    ]);
    const body = await list(SCOPED_LOGINS.organisation);
    expect(body.rows.map((row) => row.id)).toEqual([spike!.id]);
  });

  test('a false verdict raises the threshold of its topic; days later waves are over', async () => {
    const [spike] = (await list('analyst', { topic: 'housing' })).rows;
    const analyst = await as('analyst');
    const said = await analyst.call('decideSpike', {
      params: { id: spike!.id },
      body: { state: 'false' },
      headers: { 'if-match': `"${spike!.version}"` },
    });
    expect(said.thresholdShift).toBeGreaterThan(0.5);
    const taken = await analyst.call('decideSpike', {
      params: { id: spike!.id },
      body: { state: 'found' },
      headers: { 'if-match': `"${said.version}"` },
    });
    expect([taken.verdict, taken.thresholdShift]).toEqual([null, 0]);
    now = new Date(now.getTime() + 4 * DAY_MS);
    await look();
    const states = (await list('analyst', { state: 'all' })).states.map((entry) => entry.state).sort();
    // What was assigned waits for its outcome.
    expect(states).toEqual(['assigned', 'over']);
  }, 30_000);
});

describe('history', () => {
  test('waves of the past are recorded as over, and alarm nobody', async () => {
    await addAccount(server.database.pool, '54', {
      login: 'trees',
      name: 'Проверка',
      password: TEST_PASSWORD,
      role: 'curator',
      scopeSectors: ['housing'],
    });
    const past = daysAgo(25);
    const parts = wave(30, { decision: { topic: 'landscaping.trees', municipality: '50701000' } });
    for (const part of parts) part.message!.filedAt = past;
    await fill(server, parts);
    await server.database.pool.query(`delete from setting where name = 'spikes-watched-from'`);
    expect(await look()).toBe(1);
    const { rows } = await list('analyst', { topic: 'landscaping', state: 'over' });
    expect(rows).toMatchObject([{ state: 'over', firstDay: rows[0]!.lastDay }]);
    expect(rows[0]!.peakCount).toBeGreaterThanOrEqual(30);
    const told = await server.database.pool.query('select 1 from alert_delivery where spike_id = $1', [
      rows[0]!.id,
    ]);
    expect(told.rowCount).toBe(0);
    // Looked through again from the beginning, nothing is found twice.
    await server.database.pool.query(`delete from setting where name = 'spikes-watched-from'`);
    expect(await look()).toBe(0);
  }, 30_000);
});

describe('a matter without a topic of its own', () => {
  test('is found by its words: too few in each topic and place to be a wave', async () => {
    const topics = [
      'housing.water.quality',
      'housing.building.facade',
      'housing.management.meters',
      'housing.yard',
    ];
    const known = server.app.context.region('54').registry().taxonomy.byCode;
    const chosen = topics.filter((topic) => known.has(topic));
    const usual = Array.from({ length: 120 }, (_, n) => ({
      message: { filedAt: daysAgo(3 + (n % 20)), text: 'Ржавая труба в подвале течёт', authorKey: `u${n}` },
      decision: { topic: chosen[n % chosen.length]!, municipality: PLACES[n % 3]!, organisation: 'minzhkh' },
    }));
    const news = Array.from({ length: 12 }, (_, n) => ({
      message: { filedAt: now, text: 'Ходят мошенники с фальшивыми фильтрами', authorKey: `m${n}` },
      decision: { topic: chosen[n % chosen.length]!, municipality: PLACES[n % 3]!, organisation: 'minzhkh' },
    }));
    await fill(server, [...usual, ...news]);
    const watch = server.app.context.region('54').spikeWatch;
    await watch.readWords();
    const { rows } = await list('analyst', { topic: 'housing', state: 'found' });
    const matter = rows.find((row) => row.detector === 'words')!;
    expect(matter).toMatchObject({ places: [], count: 12, firstDay: matter.lastDay });
    expect(matter.words.map(({ word }) => word).join(' ')).toMatch(/мошенники|фильтрами/);
    const card = await (await as('analyst')).call('spike', { params: { id: matter.id } });
    for (const sample of card.samples) expect(sample.excerpt).toMatch(/мошенники/);
  }, 30_000);
});
