import { Connection } from '../../contract/channels.ts';
import type { Account } from './adapter.ts';
import type { ChannelsContext } from './channels-context.ts';

const REREAD_MS = 5000;
const ACCOUNTS_MAX = 200;

export interface Accounts {
  find(channel: string, account: string): Promise<Account | null>;
  all(): Promise<Account[]>;
  /** The next question reads them again. */
  forget(): void;
}

/** Accounts of a region, kept in memory for a few seconds: every delivery asks for one. */
export function createAccounts({
  pool,
  clock,
  env,
  regionId,
}: Pick<ChannelsContext, 'pool' | 'clock' | 'env' | 'regionId'>): Accounts {
  let known: { until: number; rows: Promise<Account[]> } | null = null;
  const read = async (): Promise<Account[]> => {
    const found = await pool.query(
      `select channel, account, name, enabled, settings, secrets from channel_account where region_id = $1
        order by channel, account limit ${ACCOUNTS_MAX}`,
      [regionId],
    );
    return found.rows.map((row) => ({
      regionId,
      channel: Connection.parse(row.channel),
      account: row.account,
      name: row.name,
      enabled: row.enabled,
      settings: row.settings,
      secret: (name) => env[row.secrets[name] ?? ''] || null,
    }));
  };
  const all = (): Promise<Account[]> => {
    const now = clock.now().getTime();
    if (!known || known.until < now) {
      const rows = read();
      known = { until: now + REREAD_MS, rows };
      rows.catch(() => {
        known = null;
      });
    }
    return known.rows;
  };
  return {
    all,
    async find(channel, account) {
      return (await all()).find((row) => row.channel === channel && row.account === account) ?? null;
    },
    forget() {
      known = null;
    },
  };
}
