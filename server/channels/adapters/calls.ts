import { z } from 'zod';
import { normalisePhone } from '../../../contract/phone.ts';
import type { CallRecord, ChannelAdapter, ChannelEvent } from '../adapter.ts';
import { SendFailed } from '../adapter.ts';
import { digestOf } from '../equal-secrets.ts';
import { peekJson, readJson } from './read-json.ts';
import { isSigned } from './webhook.ts';

/**
 * Call records of a hotline or of 122: from the exchange or the operators' programme by a signed POST, or from an Asterisk-like
 * CSV (`calls/read-cdr.ts`). A call with words (what the operator wrote down, a transcript) becomes an appeal; every call is counted.
 */
export function createCalls(channel: 'hotline' | 'call122'): ChannelAdapter {
  return {
    channel,
    deliveryBytesMax: 256 * 1024,
    textCharsMax: 10_000,
    sendsPerSecondMax: 1,
    tells: { edits: false, deletions: false },
    verify: isSigned,
    receive({ body }) {
      const call = peekJson(body)?.call_id;
      return { eventId: typeof call === 'string' && call !== '' ? call.slice(0, 300) : digestOf(body) };
    },
    acknowledge: () => ({ status: 202, contentType: 'application/json', body: '{"accepted":true}' }),
    parse: (body) => [callEvent(readJson(body, Call))],
    async send() {
      throw new SendFailed('dead', 'На звонок отвечают звонком: поручите оператору перезвонить.');
    },
    async health(account) {
      if (!account.secret('secret')) throw new Error('Секрет подписи не задан.');
      return account.name;
    },
  };
}

const whole = z.coerce.number().int().min(0).max(1_000_000).nullish();
const words = (length: number) => z.string().max(length).nullish();
/** Outcomes as Asterisk writes them. */
export const ANSWERS: Record<string, CallRecord['disposition'] | undefined> = {
  answered: 'answered',
  'no answer': 'no_answer',
  noanswer: 'no_answer',
  busy: 'busy',
  failed: 'failed',
  congestion: 'failed',
};

/** Names as Asterisk gives them; `uniqueid` and `dst` are taken for `call_id` and `line`. */
export const Call = z.preprocess(
  (value) => {
    const row = (value ?? {}) as Record<string, unknown>;
    return { ...row, call_id: row.call_id ?? row.uniqueid ?? row.linkedid, line: row.line ?? row.dst };
  },
  z.looseObject({
    call_id: z.string().min(1).max(200),
    calldate: z.iso.datetime({ offset: true }),
    src: words(40),
    line: words(100),
    direction: z.enum(['in', 'out']).default('in'),
    queue: words(100),
    wait_s: whole,
    duration: whole,
    billsec: whole,
    disposition: z.string().max(40).default('ANSWERED'),
    operator: words(200),
    purpose: words(300),
    text: words(10_000),
    transcript: words(10_000),
    name: words(200),
    address: words(500),
  }),
);

/** The record of a call; `caller` is the resident's number whichever way the call went. */
export function recordOf(row: z.output<typeof Call>): CallRecord {
  const resident = row.direction === 'out' ? row.line : row.src;
  return {
    callId: row.call_id,
    at: new Date(row.calldate),
    line: (row.direction === 'out' ? row.src : row.line) ?? null,
    direction: row.direction,
    caller: resident ? (normalisePhone(resident) ?? (resident.replace(/[^\d+]/g, '') || null)) : null,
    queue: row.queue ?? null,
    waitSeconds:
      row.wait_s ??
      (row.duration != null && row.billsec != null ? Math.max(0, row.duration - row.billsec) : null),
    talkSeconds: row.billsec ?? null,
    disposition: ANSWERS[row.disposition.toLowerCase().replaceAll('_', ' ')] ?? 'failed',
    operator: row.operator ?? null,
    purpose: row.purpose ?? null,
  };
}

function callEvent(row: z.output<typeof Call>): ChannelEvent {
  const call = recordOf(row);
  const said = row.text?.trim() || row.transcript?.trim() || '';
  return {
    kind: 'call',
    call,
    message: said
      ? {
          externalId: call.callId,
          author: { id: call.caller ?? call.callId, name: row.name ?? null, phone: call.caller },
          at: call.at,
          text: said,
          thread: { key: call.callId, scope: 'call', recipient: call.caller ?? '' },
          attachments: [],
          address: row.address ?? null,
        }
      : null,
  };
}
