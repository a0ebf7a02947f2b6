import type pg from 'pg';
import type { ImportedCalls } from '../../../contract/calls.ts';
import { transaction } from '../../platform/database/index.ts';
import type { CallRecord } from '../adapter.ts';
import { callSettings } from './call-settings.ts';
import { followCall } from './follow-call.ts';
import { insertCalls, knownCalls } from './queries.ts';
import { readCdr } from './read-cdr.ts';

export interface CallImport {
  pool: pg.Pool;
  regionId: string;
  timeZone: string;
  channel: 'hotline' | 'call122';
  /** Which connection of the channel. */
  account: string;
  pseudonym(identity: string): string;
  now: Date;
  /** Only read and count. */
  dry: boolean;
  onRows?: (rows: number) => void;
}

const BATCH = 500;
const SAMPLE = 8;
const LINES_NAMED = 5;
const REASONS_MAX = 20;

/**
 * Takes a file of call records in, line by line, each call once: a repeat adds nothing, legs of one call are one call (answered when
 * any of them was). Bad lines are counted with their reasons and do not stop the rest; a batch commits as a whole.
 *
 * @throws TableError when the file as a whole cannot be read
 */
export async function importCalls(path: string, options: CallImport): Promise<ImportedCalls> {
  const settings = await callSettings(options.pool, options.regionId);
  const result: ImportedCalls = {
    rows: 0,
    fresh: 0,
    known: 0,
    bad: 0,
    reasons: [],
    sample: [],
    callBacks: 0,
  };
  const reasons = new Map<string, { why: string; count: number; lines: number[] }>();
  /** A dry run writes nothing, so the file's own repeats must be remembered. */
  const seen = new Set<string>();
  let batch: CallRecord[] = [];

  const flush = async () => {
    const calls = oneForCall(batch);
    const legs = batch.length - calls.length;
    batch = [];
    if (options.dry) {
      const known = await knownCalls(
        options.pool,
        options,
        calls.map(({ callId }) => callId),
      );
      const fresh = calls.filter(({ callId }) => !known.has(callId) && !seen.has(callId));
      for (const { callId } of fresh) seen.add(callId);
      result.fresh += fresh.length;
      result.known += calls.length - fresh.length + legs;
      return;
    }
    const keyed = calls.map((call) => ({
      channel: options.channel,
      account: options.account,
      call,
      callerKey: call.caller ? options.pseudonym(call.caller) : null,
      appealId: null,
    }));
    await transaction(options.pool, async (client) => {
      const written = await insertCalls(client, options.regionId, keyed);
      for (const each of keyed) {
        const change = written.get(each.call.callId);
        if (change === 'fresh') result.fresh += 1;
        if (change && (await followCall(client, options.regionId, each, settings, options.now)))
          result.callBacks += 1;
      }
    });
    result.known = result.rows - result.bad - result.fresh;
  };

  for await (const read of readCdr(path, options.timeZone, options.now)) {
    result.rows += 1;
    if ('problem' in read) {
      result.bad += 1;
      const known = reasons.get(read.problem);
      if (known) {
        known.count += 1;
        if (known.lines.length < LINES_NAMED) known.lines.push(read.line);
      } else if (reasons.size < 1000)
        reasons.set(read.problem, { why: read.problem, count: 1, lines: [read.line] });
      continue;
    }
    batch.push(read.call);
    if (result.sample.length < SAMPLE) result.sample.push(sampleOf(read.call));
    if (batch.length >= BATCH) {
      await flush();
      options.onRows?.(result.rows);
    }
  }
  await flush();
  result.reasons = [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, REASONS_MAX);
  return result;
}

/** A queue rings one operator after another and writes a record of each under one number. */
function oneForCall(calls: readonly CallRecord[]): CallRecord[] {
  const best = new Map<string, CallRecord>();
  for (const call of calls) {
    const known = best.get(call.callId);
    if (!known) best.set(call.callId, call);
    else if (known.disposition !== 'answered' && call.disposition === 'answered')
      best.set(call.callId, { ...call, at: known.at < call.at ? known.at : call.at });
  }
  return [...best.values()];
}

function sampleOf({ callId, at, direction, caller, disposition, waitSeconds, talkSeconds }: CallRecord) {
  return { callId, at: at.toISOString(), direction, phone: caller, disposition, waitSeconds, talkSeconds };
}
