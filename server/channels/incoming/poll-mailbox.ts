import { ImapFlow } from 'imapflow';
import type { Accounts } from '../accounts.ts';
import type { Account } from '../adapter.ts';
import { email, mailServer } from '../adapters/email.ts';
import { listSetting, textSetting } from '../adapters/read-json.ts';
import type { ChannelsContext } from '../channels-context.ts';
import type { Inbox } from './accept-delivery.ts';

const LETTERS_A_ROUND = 50;

interface Cursor {
  uidValidity: string;
  uid: number;
}

/** Brings new letters of every mailbox into the inbox. One that cannot be read does not hold up the others. @returns letters brought */
export async function pollMailboxes(
  context: ChannelsContext,
  accounts: Accounts,
  inbox: Inbox,
): Promise<number> {
  let brought = 0;
  for (const account of await accounts.all()) {
    if (account.channel !== 'email' || !account.enabled || !account.settings.imap) continue;
    try {
      brought += await pollMailbox(context, account, inbox);
    } catch (error) {
      await context.pool.query(
        `update channel_account set last_failure_at = $3, last_failure = $4
          where region_id = $1 and channel = 'email' and account = $2`,
        [
          context.regionId,
          account.account,
          context.clock.now(),
          `Почта не читается: ${(error as Error).message}`,
        ],
      );
    }
  }
  return brought;
}

/**
 * Letters after the cursor, stored byte for byte; the cursor moves only after they are committed. A mailbox whose UIDVALIDITY changed
 * is read from its beginning: the digest of a letter keeps it from being stored twice.
 */
async function pollMailbox(context: ChannelsContext, account: Account, inbox: Inbox): Promise<number> {
  const key = [context.regionId, account.account];
  const found = await context.pool.query(
    `select cursor from channel_account where region_id = $1 and channel = 'email' and account = $2`,
    key,
  );
  const cursor: Cursor | null = found.rows[0]?.cursor ?? null;
  const client = connect(account);
  await client.connect();
  try {
    const mailbox = await client.mailboxOpen(textSetting(account, 'mailbox', 'INBOX'), { readOnly: true });
    const uidValidity = String(mailbox.uidValidity);
    let last = cursor?.uidValidity === uidValidity ? cursor.uid : 0;
    if (mailbox.exists === 0 || mailbox.uidNext <= last + 1) return 0;
    const sizes: { uid: number; size: number }[] = [];
    for await (const item of client.fetch(`${last + 1}:*`, { uid: true, size: true }, { uid: true })) {
      // «n:*» always brings the last letter, also when it is before n.
      if (item.uid > last) sizes.push({ uid: item.uid, size: item.size ?? 0 });
    }
    sizes.sort((a, b) => a.uid - b.uid);
    let brought = 0;
    for (const { uid, size } of sizes.slice(0, LETTERS_A_ROUND)) {
      const body = size > email.deliveryBytesMax ? tooBig(uid, size) : await download(client, uid);
      if (body) {
        const { eventId } = email.receive(
          { body, headers: {}, segment: null, now: context.clock.now() },
          account,
        ) as {
          eventId: string;
        };
        await inbox.accept({ channel: 'email', account: account.account, eventId, body });
        brought += 1;
      }
      last = uid;
      await context.pool.query(
        `update channel_account set cursor = $3 where region_id = $1 and channel = 'email' and account = $2`,
        [...key, JSON.stringify({ uidValidity, uid: last } satisfies Cursor)],
      );
    }
    return brought;
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function download(client: ImapFlow, uid: number): Promise<Buffer | null> {
  const letter = await client.fetchOne(String(uid), { source: true }, { uid: true });
  return letter ? (letter.source ?? null) : null;
}

/** A letter beyond the bound is not taken, but that it came is: it ends among the unreadable ones, where a person sees it. */
function tooBig(uid: number, size: number): Buffer {
  return Buffer.from(
    `X-Otklik-Too-Big: ${uid}\r\n\r\nПисьмо № ${uid} (${size} байт) больше предела; прочтите его в ящике.\r\n`,
  );
}

function connect(account: Account): ImapFlow {
  const server = mailServer(account, 'imap');
  const local = listSetting(account, 'insecureHosts', []).includes(server.host);
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.secure,
    doSTARTTLS: server.secure ? undefined : !local,
    auth: { user: server.user, pass: account.secret('imap') ?? '' },
    logger: false,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  });
  // Told again by the call that fails.
  client.on('error', () => {});
  return client;
}
