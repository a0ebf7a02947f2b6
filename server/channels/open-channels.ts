import { isUnavailable } from '../platform/database/index.ts';
import { createLoop, type Loop } from '../platform/loop.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import type { RawRequest } from './adapter.ts';
import type { ChannelsContext } from './channels-context.ts';
import { pollContractors } from './contractors/index.ts';
import { createInbox, type Inbox } from './incoming/accept-delivery.ts';
import { fetchMedia } from './incoming/fetch-media.ts';
import { pollMailboxes } from './incoming/poll-mailbox.ts';
import { readDeliveries } from './incoming/read-deliveries.ts';
import { type Knock, receiveHook } from './incoming/receive-hook.ts';
import type { JobRunner } from './outgoing/job-runner.ts';
import { hasWaiting, scheduleWaiting } from './outgoing/queries.ts';
import { sendOne } from './outgoing/send-one.ts';

export interface Channels {
  context: ChannelsContext;
  accounts: Accounts;
  inbox: Inbox;
  /** What a provider brings to our door. */
  receive(knock: { channel: string; account: string; request: RawRequest }): Promise<Knock>;
  /** Something is to be read or sent: do not wait for the next look. */
  wake(): void;
  send(outgoingId: string): Promise<void>;
  /** Ends after everything taken is written; jobs under way are finished. */
  close(): Promise<void>;
}

const READ_MS = 1000;
const MEDIA_MS = 2000;
const MAIL_MS = 30_000;
const CONTRACTORS_MS = 15_000;
const SOON_MS = 200;

/** Everything of the channels of one region that runs: reading deliveries, fetching media and mail, scheduling what leaves. */
export function openChannels(context: ChannelsContext, runner: JobRunner): Channels {
  const accounts = createAccounts(context);
  const inbox = createInbox(context);
  const { pool, regionId, clock } = context;
  const loops: Loop[] = [];
  const loop = (name: string, everyMs: number, work: () => Promise<number>): Loop => {
    const made = createLoop(everyMs, work, (error) => {
      if (!isUnavailable(error)) context.log.error(`${name} (${regionId}): ${error.message}`);
    });
    loops.push(made);
    return made;
  };
  const media = loop('Файлы каналов', MEDIA_MS, () => fetchMedia(context, accounts));
  const outbox = loop('Исходящие', READ_MS, async () => {
    if (!(await hasWaiting(pool, regionId, clock.now()))) return 0;
    await runner.start();
    return scheduleWaiting(pool, regionId, clock.now());
  });
  const reading = loop('Входящие', READ_MS, async () => {
    const read = await readDeliveries(context, accounts);
    if (read > 0) {
      media.wake();
      outbox.wake();
    }
    return read;
  });
  loop('Подрядчики', CONTRACTORS_MS, () => pollContractors(context, accounts));
  loop('Почта', MAIL_MS, async () => {
    const brought = await pollMailboxes(context, accounts, inbox);
    if (brought > 0) reading.wake();
    return brought;
  });
  // Every filing wakes the log; the outbox looks a few times a second at most.
  let soon: NodeJS.Timeout | undefined;
  const unwatch = context.signal.onWake(() => {
    soon ??= setTimeout(() => {
      soon = undefined;
      outbox.wake();
    }, SOON_MS).unref();
  });
  return {
    context,
    accounts,
    inbox,
    async receive({ channel, account, request }) {
      const knock = await receiveHook(context, accounts, inbox, { channel, account, request });
      if (knock.fresh) reading.wake();
      return knock;
    },
    wake() {
      accounts.forget();
      for (const each of loops) each.wake();
    },
    send: (outgoingId) => sendOne(context, accounts, outgoingId),
    async close() {
      unwatch();
      clearTimeout(soon);
      await Promise.all(loops.map((each) => each.stop()));
      await inbox.drain();
    },
  };
}
