import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { insertBareRegion } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import { transaction } from '../../platform/database/index.ts';
import type { LetterRow } from './queries.ts';
import { queueLetter } from './queue-letter.ts';
import { takeNumber } from './take-number.ts';

const database = withDatabase();
const now = new Date('2026-11-20T05:00:00Z');
const appealId = randomUUID();

beforeAll(async () => {
  await insertBareRegion(database);
  await database.pool.query(
    `insert into on_behalf (region_id, appeal_id, at, login, answer_form, received_on, postal_address)
     values ('54', $1, $2, 'operator', 'written', '2026-11-19', 'Бердск, ул. Лесная, 1')`,
    [appealId, now],
  );
});

const queue = async () => {
  const answerId = randomUUID();
  await transaction(database.pool, (client) =>
    queueLetter(client, '54', { appealId, answerId, kind: 'answer', organisation: 'mintrans' }, now),
  );
  const found = await database.pool.query('select state from letter where source = $1', [answerId]);
  return found.rows[0].state;
};

test('a letter waits for the post, and stays with the case while the region only tries the system out', async () => {
  expect(await queue()).toBe('to_print');
  await database.pool.query(`insert into setting (region_id, name, value) values ('54', 'pilot', 'true')`);
  expect(await queue()).toBe('kept');
  await database.pool.query(`update setting set value = 'false' where name = 'pilot'`);
  expect(await queue()).toBe('to_print');
});

test('numbers are those of the body that the letter was queued for, also when the case has passed on', async () => {
  const found = await database.pool.query('select source from letter order by letter_id');
  const numbers = await Promise.all(
    found.rows.flatMap(({ source }, index) => {
      const row = { kind: 'answer', organisation: index === 0 ? 'mintrans' : 'other', at: now } as LetterRow;
      const take = () =>
        takeNumber(database.pool, '54', { appealId, source, row, prefix: 'ОГ', year: 2026 }, now);
      return [take(), take()];
    }),
  );
  expect(new Set(numbers).size).toBe(3);
  expect([...new Set(numbers)].sort()).toEqual(['ОГ-1/26', 'ОГ-2/26', 'ОГ-3/26']);
});
