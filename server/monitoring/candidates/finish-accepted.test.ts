import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { insertBareRegion } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import type { MonitoringContext } from '../monitoring-context.ts';
import { finishAccepted } from './decide-candidate.ts';

const database = withDatabase();
const now = new Date('2026-11-20T05:00:00Z');

beforeAll(async () => {
  await insertBareRegion(database);
  const source = randomUUID();
  await database.pool.query(
    `insert into monitored_source (region_id, source_id, kind, network, name, address, reading)
     values ('54', $1, 'media', 'rss', 'Лента', 'https://example.org/rss', 'feed')`,
    [source],
  );
  for (const [n, text] of ['Негодный', 'Первый', 'Второй'].entries())
    await database.pool.query(
      `insert into candidate (region_id, candidate_id, source_id, network, external_id, found_at, at, text, odds, fingerprint, state, round, decided_at)
       values ('54', $1, $2, 'rss', $3, $4, $4, $3, 3, $5, 'accepted', 1, $6)`,
      [randomUUID(), source, text, now, n, new Date(now.getTime() - 600_000 + n)],
    );
});

test('an accepted candidate that cannot be registered holds up nobody behind it, and is told when nothing else went', async () => {
  const context = {
    pool: database.pool,
    regionId: '54',
    clock: { now: () => now },
    register: async ({ text }: { text: string }) => {
      if (text === 'Негодный') throw new Error('cannot be registered');
      return { appealId: randomUUID(), number: '54-26-000001' };
    },
    pseudonym: (identity: string) => identity,
  } as unknown as MonitoringContext;
  expect(await finishAccepted(context)).toBe(2);
  const left = await database.pool.query('select text from candidate where appeal_id is null');
  expect(left.rows).toEqual([{ text: 'Негодный' }]);
  await expect(finishAccepted(context)).rejects.toThrow('cannot be registered');
});
