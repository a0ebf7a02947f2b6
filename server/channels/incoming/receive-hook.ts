import type { Accounts } from '../accounts.ts';
import type { Acknowledgement, RawRequest } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import type { Inbox } from './accept-delivery.ts';

export interface Knock {
  answer: Acknowledgement;
  /** Something new was stored. */
  fresh: boolean;
}

const refusal = (status: number): Knock => ({
  answer: { status, contentType: 'text/plain; charset=utf-8', body: '' },
  fresh: false,
});

/**
 * A provider at the door: who is it, has this been brought before, is it stored. Acknowledged only after commit; what it says is
 * read later, so that the provider never waits for us. To a stranger the door says nothing: no such account and a wrong secret look
 * alike.
 *
 * @throws InboxFull, and whatever the database throws: then nothing is acknowledged and the provider repeats
 */
export async function receiveHook(
  context: ChannelsContext,
  accounts: Accounts,
  inbox: Inbox,
  { channel, account: code, request }: { channel: string; account: string; request: RawRequest },
): Promise<Knock> {
  const adapter = context.adapters.get(channel);
  const account = await accounts.find(channel, code);
  if (!adapter || !account?.enabled) return refusal(403);
  if (request.body.length > adapter.deliveryBytesMax) return refusal(413);
  if (!adapter.verify(request, account)) return refusal(403);
  const received = adapter.receive(request, account);
  if ('handshake' in received) return { answer: adapter.acknowledge(received.handshake), fresh: false };
  const fresh = await inbox.accept({ channel, account: code, eventId: received.eventId, body: request.body });
  return { answer: adapter.acknowledge(), fresh };
}
