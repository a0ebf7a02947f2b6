import { type ChannelAdapter, type OutgoingPart, SendFailed } from '../adapter.ts';
import { askServer, baseOf, pathOf, readRows } from '../contractors/ask-server.ts';
import { textOf } from '../contractors/read-answer.ts';
import { digestOf } from '../equal-secrets.ts';
import { textSetting } from './read-json.ts';

const DAY_MS = 86_400_000;

/**
 * Work that is handed to a contractor's Open311 server. Nothing comes in by it: how the work goes is asked for
 * (`contractors/poll-contractors.ts`). Options of a message: `service`, `lat`, `long`, `address`, `attributes`, `mark` (stands in the
 * description and names the part).
 *
 * The protocol knows no repeats. A second try looks whether the first one arrived (same service, same mark, since yesterday); servers
 * that know the header get an Idempotency-Key too.
 */
export function createOpen311(now: () => Date): ChannelAdapter {
  return {
    channel: 'open311',
    deliveryBytesMax: 0,
    textCharsMax: 10_000,
    sendsPerSecondMax: 2,
    tells: { edits: false, deletions: false },
    verify: () => false,
    receive: ({ body }) => ({ eventId: digestOf(body) }),
    acknowledge: () => ({ status: 404, contentType: 'text/plain', body: '' }),
    parse: () => [],
    async send(part, account, client) {
      const { options } = part;
      const service = String(options.service);
      if (Number(options.attempt ?? 1) > 1) {
        const since = new Date(now().getTime() - DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');
        const query = { service_code: service, start_date: since };
        const known = await askServer(account, client, 'request', 'requests', query).catch(withoutLists);
        const mine = known.find((row) => textOf(row.description)?.includes(String(options.mark)));
        const id = textOf(mine?.service_request_id);
        if (id) return { externalId: `request:${id}` };
      }
      const answer = await client.call(baseOf(account), pathOf(account, 'requests'), {
        method: 'POST',
        headers: { 'idempotency-key': part.outgoingId },
        body: formOf(part, {
          jurisdiction_id: textSetting(account, 'jurisdiction', ''),
          api_key: account.secret('apiKey') ?? '',
        }),
      });
      const [row] = readRows(answer, 'request');
      const id = textOf(row?.service_request_id);
      const token = textOf(row?.token);
      if (!id && !token) return { externalId: null };
      return { externalId: id ? `request:${id}` : `token:${token}` };
    },
    async health(account, client) {
      const services = await askServer(account, client, 'service', 'services').catch((error: unknown) => {
        throw error instanceof SendFailed ? new Error(error.message) : error;
      });
      return `${account.name}: услуг ${services.length}`;
    },
  };
}

/** A server that has no lists cannot be asked; one that is silent may have taken the first try: nothing goes out a second time unseen. */
function withoutLists(error: unknown): [] {
  if (error instanceof SendFailed && error.fate === 'dead') return [];
  throw error;
}

/** GeoReport v2: form-encoded, `attribute[code]`; a list of several values as `attribute[code][]`. */
function formOf({ text, options }: OutgoingPart, server: Record<string, string>): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: unknown) => {
    const written = textOf(value);
    if (written !== null) form.append(name, written);
  };
  for (const [name, value] of Object.entries(server)) add(name, value);
  add('service_code', options.service);
  add('lat', options.lat);
  add('long', options.long);
  add('address_string', options.address);
  add('description', text);
  for (const [name, value] of Object.entries((options.attributes ?? {}) as Record<string, unknown>)) {
    if (Array.isArray(value)) for (const each of value) add(`attribute[${name}][]`, each);
    else add(`attribute[${name}]`, value);
  }
  return form;
}
