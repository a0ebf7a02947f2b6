import type { Channels } from '../open-channels.ts';

/** Asks the provider who we are to it, and remembers the answer. null when there is no such connection. */
export async function checkAccount(
  { context, accounts }: Channels,
  channel: string,
  code: string,
): Promise<{ healthy: boolean; detail: string } | null> {
  accounts.forget();
  const account = await accounts.find(channel, code);
  const adapter = context.adapters.get(channel);
  if (!account || !adapter) return null;
  const result = await adapter.health(account, context.client).then(
    (detail) => ({ healthy: true, detail }),
    (error: Error) => ({ healthy: false, detail: error.message.slice(0, 500) }),
  );
  await context.pool.query(
    `update channel_account set checked_at = $4, healthy = $5, health_detail = $6
      where region_id = $1 and channel = $2 and account = $3`,
    [context.regionId, channel, code, context.clock.now(), result.healthy, result.detail],
  );
  return result;
}
