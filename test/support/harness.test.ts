import { describe, expect, test } from 'vitest';
import { withDatabase } from './with-database.ts';
import { withServer } from './with-server.ts';

describe('a database of one’s own', () => {
  const database = withDatabase();

  test('is migrated, empty and has its extension', async () => {
    const found = await database.pool.query(
      `select count(*)::int as n, similarity('дорога', 'дорога') as same from appeal`,
    );
    expect(found.rows[0]).toEqual({ n: 0, same: 1 });
  });
});

describe('a server of one’s own', () => {
  const server = withServer();

  test('answers, knows its region and lets a person of each role in', async () => {
    const health = await server.anybody.fetch('/health');
    expect(await health.json()).toMatchObject({ status: 'ok', regions: ['54'] });
    const session = await (await server.as('operator')).call('session');
    expect(session).toMatchObject({ login: 'operator', role: 'operator', regionCode: '54' });
  });

  test('has the seed model, so that triage works', async () => {
    const models = await server.database.pool.query('select version from model where active');
    expect(models.rows).toHaveLength(1);
  });
});
