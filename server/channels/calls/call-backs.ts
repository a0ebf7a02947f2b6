import type pg from 'pg';
import type { z } from 'zod';
import {
  type CallBack,
  type CallBackQuery,
  type CallBacks,
  maskPhone,
  type SettleCallBack,
} from '../../../contract/calls.ts';
import { transaction } from '../../platform/database/index.ts';
import { CallRefusal } from './call-refusal.ts';
import { callSettings } from './call-settings.ts';

export interface CallBackReader {
  regionId: string;
  login: string;
  /** May this person see how residents can be reached? */
  seesPhones: boolean;
  now: Date;
}

/** Whoever took a number and has not said what came of it for so long has forgotten it: others may take it. */
const TAKEN_FOR_MS = 30 * 60_000;
/** A closed task may be opened again for so long; then its number is erased. */
const PHONE_KEPT_DAYS = 7;

const COLUMNS = `c.call_back_id as id, c.channel, c.line, c.phone, c.missed_at as "missedAt", c.last_missed_at as "lastMissedAt", c.missed,
  c.due_at as "dueAt", c.tries, c.taken_by as "takenBy", who.name as "takenByName", c.taken_at as "takenAt", c.closed_at as "closedAt",
  c.closed_how as "closedHow"`;
const FROM = `from call_back c left join account who on who.region_id = c.region_id and who.login = coalesce(c.taken_by, c.closed_by)
  where c.region_id = $1`;

/** Numbers to call back: those whose time has come first, the longest waiting before others. */
export async function readCallBacks(
  pool: pg.Pool,
  { state, limit }: z.output<typeof CallBackQuery>,
  reader: CallBackReader,
): Promise<z.output<typeof CallBacks>> {
  const { regionId, now } = reader;
  await pool.query(
    `update call_back set phone = null where region_id = $1 and phone is not null
        and closed_at < $2::timestamptz - make_interval(days => ${PHONE_KEPT_DAYS})`,
    [regionId, now],
  );
  const open = state === 'open';
  const where = `${FROM} and c.closed_at is ${open ? '' : 'not'} null`;
  const order = open ? '(c.due_at > $2), c.due_at, c.call_back_id' : 'c.closed_at desc, c.call_back_id';
  const [found, counted, settings] = await Promise.all([
    pool.query(`select ${COLUMNS}, $2::timestamptz as now ${where} order by ${order} limit $3`, [
      regionId,
      now,
      limit,
    ]),
    pool.query(
      `select count(*)::int as n from call_back where region_id = $1 and closed_at is ${open ? '' : 'not'} null`,
      [regionId],
    ),
    callSettings(pool, regionId),
  ]);
  return {
    rows: found.rows.map((row) => toCallBack(row, reader)),
    total: counted.rows[0].n,
    triesMax: settings.triesMax,
  };
}

/** @throws CallRefusal when somebody else is calling already, or it is closed */
export async function takeCallBack(pool: pg.Pool, id: string, reader: CallBackReader): Promise<CallBack> {
  const { regionId, login, now } = reader;
  const taken = await pool.query(
    `update call_back set taken_by = $3, taken_at = $4
      where region_id = $1 and call_back_id = $2 and closed_at is null
        and (taken_by is null or taken_by = $3 or taken_at < $5)`,
    [regionId, id, login, now, new Date(now.getTime() - TAKEN_FOR_MS)],
  );
  const after = await readOne(pool, id, reader);
  if (taken.rowCount !== 1)
    throw new CallRefusal(
      after.closedAt
        ? 'Этому человеку уже перезвонили или он дозвонился сам.'
        : `Этому человеку уже звонит ${after.takenByName ?? after.takenBy}. Возьмите следующий номер.`,
    );
  return after;
}

/**
 * What came of a try. «No answer» comes back after a pause, and closes the task with the last try that is allowed; every try is kept.
 *
 * @throws CallRefusal
 */
export async function settleCallBack(
  pool: pg.Pool,
  id: string,
  { result, note }: z.output<typeof SettleCallBack>,
  reader: CallBackReader,
): Promise<CallBack> {
  const { regionId, login, now } = reader;
  const settings = await callSettings(pool, regionId);
  await transaction(pool, async (client) => {
    const found = await client.query(
      'select tries, taken_by, closed_at, phone, channel, account, caller_key from call_back where region_id = $1 and call_back_id = $2 for update',
      [regionId, id],
    );
    const row = found.rows[0];
    if (!row) throw new CallRefusal('Такой задачи нет. Обновите список.');
    if (result === 'reopen') {
      if (!row.closed_at) return;
      if (!row.phone) throw new CallRefusal('Номер уже стёрт: открыть задачу снова нельзя.');
      const other = await client.query(
        `select 1 from call_back where region_id = $1 and channel = $2 and account = $3 and caller_key = $4 and closed_at is null`,
        [regionId, row.channel, row.account, row.caller_key],
      );
      if (other.rows.length > 0) throw new CallRefusal('С этого номера уже есть новая задача.');
    } else {
      if (row.closed_at) throw new CallRefusal('Задача уже закрыта. Обновите список.');
      if (row.taken_by !== login) throw new CallRefusal('Сначала возьмите номер себе.');
    }
    const tried = result === 'talked' || result === 'no_answer';
    const tries = row.tries + (tried ? 1 : 0);
    const closes =
      result === 'talked' ||
      result === 'not_needed' ||
      (result === 'no_answer' && tries >= settings.triesMax);
    await client.query(
      `update call_back set tries = $3, taken_by = null, taken_at = null, due_at = case when $4 then $5 else due_at end,
              closed_at = $6, closed_how = $7, closed_by = $8
        where region_id = $1 and call_back_id = $2`,
      [
        regionId,
        id,
        // Opened again, it has one try more than it had used up.
        result === 'reopen' ? Math.min(tries, settings.triesMax - 1) : tries,
        result === 'no_answer',
        new Date(now.getTime() + settings.tryPauseMinutes * 60_000),
        closes ? now : null,
        closes ? result : null,
        closes ? login : null,
      ],
    );
    await client.query(
      `insert into call_back_try
       select $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6 from call_back_try where region_id = $1 and call_back_id = $2`,
      [regionId, id, now, login, result, note ?? null],
    );
  });
  return readOne(pool, id, reader);
}

async function readOne(pool: pg.Pool, id: string, reader: CallBackReader): Promise<CallBack> {
  const found = await pool.query(`select ${COLUMNS} ${FROM} and c.call_back_id = $2`, [reader.regionId, id]);
  if (!found.rows[0]) throw new CallRefusal('Такой задачи нет. Обновите список.');
  return toCallBack(found.rows[0], reader);
}

// biome-ignore lint/suspicious/noExplicitAny: a row of the columns above
function toCallBack({ now: _, phone, ...row }: any, { seesPhones }: CallBackReader): CallBack {
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  return {
    ...row,
    phone: phone && !seesPhones ? maskPhone(phone) : phone,
    masked: phone !== null && !seesPhones,
    missedAt: row.missedAt.toISOString(),
    lastMissedAt: row.lastMissedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    takenAt: iso(row.takenAt),
    closedAt: iso(row.closedAt),
  };
}
