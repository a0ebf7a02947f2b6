import type pg from 'pg';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { Account } from '../adapter.ts';
import type { Channels } from '../open-channels.ts';
import { findMessage, insertSaid } from './queries.ts';

/** A public post that no connection of ours has brought. */
export interface Publication {
  channel: string;
  /** As the adapter of the channel names the post. */
  externalId: string;
  author: string;
  at: Date;
  text: string;
  url: string | null;
}

/** The case that a post is part of already: it came by a connection of ours too. */
export async function findPublication(
  { context, accounts }: Channels,
  { channel, externalId }: Publication,
): Promise<string | null> {
  for (const account of (await accounts.all()).filter((each) => each.channel === channel)) {
    const known = await findMessage(context.pool, context.regionId, { ...account, externalId });
    if (known) return known.appealId;
  }
  return null;
}

/**
 * From now on answers of the case go out under the post, through the first enabled connection to its network; without one nothing is
 * changed. What comes back in the branch joins the case.
 */
export async function joinPublication(
  { context, accounts }: Channels,
  appealId: string,
  post: Publication,
): Promise<void> {
  const account = (await accounts.all()).find((each) => each.channel === post.channel && each.enabled);
  if (!account) return;
  await transaction(context.pool, async (client) => {
    await follow(client, account, appealId, post);
    const now = context.clock.now();
    const said = {
      regionId: context.regionId,
      messageId: uuidV7(now.getTime()),
      appealId,
      channel: account.channel,
      account: account.account,
      message: {
        externalId: post.externalId,
        author: { id: post.author },
        at: post.at,
        text: post.text,
        thread: threadOf(post),
        attachments: [],
        sourceUrl: post.url,
      },
      opening: true,
      attachments: [],
      mediaDueAt: null,
    };
    await insertSaid(client, said, now);
  });
}

const threadOf = ({ externalId, author }: Publication) => ({
  key: `${externalId}_${author}`,
  scope: 'comments' as const,
  recipient: externalId,
});

/** A post that was accepted, taken back and accepted again goes along with its new case. */
async function follow(
  client: pg.ClientBase,
  account: Account,
  appealId: string,
  post: Publication,
): Promise<void> {
  const key = [account.regionId, account.channel, account.account];
  await client.query(
    `update conversation_message set appeal_id = $5
      where region_id = $1 and channel = $2 and account = $3 and external_id = $4 and direction = 'in'`,
    [...key, post.externalId, appealId],
  );
  await client.query(
    'update thread set appeal_id = $5 where region_id = $1 and channel = $2 and account = $3 and thread_key = $4',
    [...key, threadOf(post).key, appealId],
  );
}
