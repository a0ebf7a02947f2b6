import { normalisePhone } from '../../../contract/phone.ts';
import { readTable } from '../../platform/tabular/read-table.ts';
import { readMoment } from '../../registry/read-moment.ts';
import type { CallRecord } from '../adapter.ts';
import { ANSWERS, Call, recordOf } from '../adapters/calls.ts';

/** A line of a file: the call it says, or why it says none. */
export type CdrLine = { line: number; call: CallRecord } | { line: number; problem: string };

/** Columns of `Master.csv` (Asterisk, cdr_csv) and of its table in a database (cdr_adaptive_odbc), for files without a header. */
const MASTER =
  'accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec disposition amaflags uniqueid userfield';
const TABLE =
  'calldate clid src dst dcontext channel dstchannel lastapp lastdata duration billsec disposition amaflags accountcode uniqueid userfield';

const NAMES: Record<string, string> = {
  uniqueid: 'call_id',
  linkedid: 'call_id',
  callid: 'call_id',
  start: 'calldate',
  date: 'calldate',
  calldatetime: 'calldate',
  dst: 'line',
  wait: 'wait_s',
  holdtime: 'wait_s',
  agent: 'operator',
  userfield: 'purpose',
};

/**
 * Calls of a file, line by line: with a header or without, `;`, `,` or tab, UTF‑8 or Windows‑1251; times without a zone are the
 * region's.
 *
 * @throws TableError when the file as a whole cannot be read
 */
export async function* readCdr(path: string, timeZone: string, now: Date): AsyncGenerator<CdrLine> {
  for await (const { line, values, problem } of readTable(path, { namesOf: namesWithoutHeader })) {
    if (problem) yield { line, problem };
    else yield { line, ...callOf(named(values), timeZone, now) };
  }
}

/** @returns names for a first row that is a call already; null when it is a header */
export function namesWithoutHeader(first: readonly string[]): string[] | null {
  const beginsWithTime = /^\d{4}-\d{2}-\d{2}[ T]\d|^\d{2}\.\d{2}\.\d{4}/.test(first[0] ?? '');
  if (beginsWithTime) return TABLE.split(' ').slice(0, first.length);
  const isMaster = first.length >= 16 && first.length <= 18 && /^\d{4}-\d{2}-\d{2} \d/.test(first[9] ?? '');
  return isMaster ? MASTER.split(' ').slice(0, first.length) : null;
}

function named(values: Record<string, unknown>): Record<string, string> {
  const row: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const key = name.toLowerCase().replace(/[\s-]/g, '_');
    const text = String(value ?? '').trim();
    const known = NAMES[key] ?? key;
    // «uniqueid» before «linkedid», «calldate» before «start»: whatever stands under its own name first.
    if (text !== '' && (key === known || row[known] === undefined)) row[known] = text;
  }
  return row;
}

function callOf(
  row: Record<string, string>,
  timeZone: string,
  now: Date,
): { call: CallRecord } | { problem: string } {
  if (!row.call_id) return { problem: 'нет номера звонка (uniqueid)' };
  if (!row.calldate) return { problem: 'нет времени звонка (calldate)' };
  const at = readMoment(row.calldate, timeZone, now);
  if (!at) return { problem: 'время звонка не читается или не может быть' };
  const said = (row.disposition ?? '').toLowerCase().replaceAll('_', ' ');
  if (!ANSWERS[said])
    return {
      problem: said ? `неизвестный исход «${row.disposition!.slice(0, 40)}»` : 'нет исхода (disposition)',
    };
  const parsed = Call.safeParse({ ...row, calldate: at.toISOString(), direction: directionOf(row) });
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return { problem: `поле ${path.join('.')}: ${message}` };
  }
  return { call: recordOf(parsed.data) };
}

/** As the exchange says; otherwise a short own number that calls a whole one is calling out. */
function directionOf({ direction, src = '', line = '' }: Record<string, string>): 'in' | 'out' {
  if (direction) return /^(out|исх)/i.test(direction) ? 'out' : 'in';
  return normalisePhone(src) === null && normalisePhone(line) !== null ? 'out' : 'in';
}
