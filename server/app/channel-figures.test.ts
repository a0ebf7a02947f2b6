import { beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../../test/support/fill.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { saveAccount } from '../channels/index.ts';
import { fixedClock } from '../platform/clock.ts';

const NOW = new Date('2026-11-23T05:00:00Z');
const DAY_MS = 86_400_000;
const server = withServer({ clock: fixedClock(NOW) });
const QUERY = { from: '2026-10-26', to: '2026-11-22' };

const at = (daysAgo: number, hours = 0) => new Date(NOW.getTime() - daysAgo * DAY_MS + hours * 3_600_000);
const figuresOf = async (login: string, query: Record<string, string> = QUERY) =>
  (await server.as(login)).call('channelFigures', { query });

beforeAll(async () => {
  const parts: { channel: 'vk' | 'paper'; filedAt: Date; municipality: string }[] = [];
  // VK grows by one a week for twelve weeks; paper stays at two; a year ago VK had three in the period.
  for (let week = 0; week < 12; week += 1) {
    for (let n = 0; n < 12 - week; n += 1)
      parts.push({ channel: 'vk', filedAt: at(7 * week + 2, n), municipality: '50701000' });
    for (let n = 0; n < 2; n += 1)
      parts.push({ channel: 'paper', filedAt: at(7 * week + 3, n), municipality: '50708000' });
  }
  for (let n = 0; n < 3; n += 1)
    parts.push({ channel: 'vk', filedAt: at(364 + 5, n), municipality: '50701000' });
  for (const ago of [400, 500]) parts.push({ channel: 'paper', filedAt: at(ago), municipality: '50708000' });
  const filed = await fill(
    server,
    parts.map(({ channel, filedAt, municipality }) => ({
      message: { channel, filedAt },
      decision: { municipality },
    })),
  );
  const { pool } = server.database;
  // Of VK a half and one more is answered within two hours; of paper one of all.
  await pool.query(
    `update appeal a set first_answer_at = filed_at + interval '2 hours', answered_at = filed_at + interval '30 hours'
       from (select appeal_id, row_number() over (partition by channel order by filed_at desc) as n from appeal where region_id = '54') x
      where a.region_id = '54' and a.appeal_id = x.appeal_id and ((a.channel = 'vk' and x.n % 4 <> 0) or (a.channel = 'paper' and x.n = 1))`,
  );
  await saveAccount(pool, '54', {
    channel: 'vk',
    account: 'main',
    name: 'Группа региона',
    enabled: true,
    settings: {},
    secrets: {},
  });
  const [first, second] = filed.filter((_, n) => parts[n]!.channel === 'vk' && parts[n]!.filedAt > at(20));
  for (const [n, item] of [first!, second!].entries()) {
    await pool.query(
      `insert into incoming_delivery (region_id, channel, account, event_id, delivery_id, received_at, body_until, state, next_at, appeal_id, finished_at)
       values ('54', 'vk', 'main', $1, gen_random_uuid(), $2, '2027-01-01', 'done', $2, $3, $2)`,
      [`e${n}`, at(3), item.appealId],
    );
    await pool.query(
      `insert into conversation_message (region_id, message_id, appeal_id, channel, account, thread_key, direction, author, text, at, state, opening)
       select '54', gen_random_uuid(), appeal_id, 'vk', 'main', 't', 'in', 'resident', 'x', registered_at - make_interval(secs => $2), 'received', true
         from appeal where region_id = '54' and appeal_id = $1`,
      [item.appealId, 10 * (n + 1)],
    );
  }
  await pool.query(
    `insert into incoming_delivery (region_id, channel, account, event_id, delivery_id, received_at, body_until, state, next_at)
     values ('54', 'vk', 'main', 'broken', gen_random_uuid(), $1, '2027-01-01', 'dead', $1)`,
    [at(3)],
  );
}, 60_000);

describe('channels over a period', () => {
  test('volume against the period before and the year before, as long as history reaches, and the list behind it', async () => {
    const { channels, all } = await figuresOf('administrator');
    const [vk, paper] = channels;
    expect(vk).toMatchObject({
      channel: 'vk',
      count: 12 + 11 + 10 + 9,
      previous: 8 + 7 + 6 + 5,
      lastYear: 3,
    });
    expect(paper).toMatchObject({ channel: 'paper', count: 8, previous: 8, lastYear: 0 });
    expect(vk!.series.reduce((sum, n) => sum + n, 0)).toBe(vk!.count);
    expect(all.count).toBe(50);
    const list = await (await server.as('operator')).call('appeals', { query: { ...QUERY, channel: 'vk' } });
    expect(list.total.count).toBe(vk!.count);
  });

  test('the trend is a line through whole weeks with its n', async () => {
    const { channels } = await figuresOf('administrator');
    expect(channels[0]!.trend).toMatchObject({ weeks: 12, n: 78 });
    expect(channels[0]!.trend!.perWeek).toBeCloseTo(1);
    expect(channels[0]!.trend!.ahead).toBeCloseTo(16);
    expect(channels[1]!.trend!.perWeek).toBeCloseTo(0);
  });

  test('half of all answered, not of the answered: a channel nobody answers does not look quick', async () => {
    const { channels } = await figuresOf('administrator');
    expect(channels[0]!.firstAnswer).toMatchObject({ hours: 2, of: 42 });
    expect(channels[0]!.solution.hours).toBe(30);
    expect(channels[1]!.firstAnswer).toEqual({ hours: null, n: 1, of: 8 });
  });

  test('connections are for whoever looks after them: delay from the provider’s moment, failures', async () => {
    const { accounts } = await figuresOf('administrator');
    expect(accounts?.filter(({ channel }) => channel === 'vk')).toMatchObject([
      { name: 'Группа региона', arrived: 3, dead: 1, delay: { n: 2, p50: 15 } },
    ]);
    expect((await figuresOf('head')).accounts).toBeNull();
    await expect(figuresOf('operator')).rejects.toThrow(/403/);
  });

  test('the weekly report has a line for a week and a channel, and the same counts', async () => {
    const answer = await (await server.as('head')).fetch(`/api/channels/weeks?${new URLSearchParams(QUERY)}`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const lines = (await answer.text())
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(';'));
    expect(lines).toHaveLength(8);
    expect(
      lines.filter(([, name]) => name === 'ВКонтакте').reduce((sum, [, , n]) => sum + Number(n), 0),
    ).toBe(42);
  });

  test('everybody counts within his own limits, in the file too', async () => {
    const { pool } = server.database;
    await pool.query(`update account set role = 'curator' where login = $1`, [SCOPED_LOGINS.municipality]);
    const { channels, all } = await figuresOf(SCOPED_LOGINS.municipality);
    expect(channels.map(({ channel }) => channel)).toEqual(['paper']);
    expect(channels[0]!.firstAnswer.of).toBe(8);
    expect(all.trend!.n).toBe(24);
    const limited = await server.as(SCOPED_LOGINS.municipality);
    const file = await (await limited.fetch(`/api/channels/weeks?${new URLSearchParams(QUERY)}`)).text();
    expect(file).not.toContain('ВКонтакте');
  });
});
