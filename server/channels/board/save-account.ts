import type pg from 'pg';

export interface SavedAccount {
  channel: string;
  account: string;
  name: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  /** Name of a secret → environment variable that holds it. */
  secrets: Record<string, string>;
}

/** Adds a connection or changes one; where it has read to and what it is waiting for stay. */
export async function saveAccount(client: pg.Pool, regionId: string, row: SavedAccount): Promise<void> {
  await client.query(
    `insert into channel_account (region_id, channel, account, name, enabled, settings, secrets)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (region_id, channel, account) do update set name = excluded.name, enabled = excluded.enabled,
       settings = excluded.settings, secrets = excluded.secrets`,
    [
      regionId,
      row.channel,
      row.account,
      row.name,
      row.enabled,
      JSON.stringify(row.settings),
      JSON.stringify(row.secrets),
    ],
  );
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * A first connection to each provider from the environment alone (account «main»), for installations that configure everything
 * there: OTKLIK_VK_GROUP with OTKLIK_VK_SECRET, _CONFIRMATION, _TOKEN; OTKLIK_TELEGRAM_TOKEN with _SECRET; OTKLIK_MAX_TOKEN with
 * _SECRET; OTKLIK_OK_TOKEN with _SEGMENT; OTKLIK_WEBHOOK_SECRET; OTKLIK_CALLS_SECRET; OTKLIK_MAIL_ADDRESS with _IMAP_HOST,
 * _SMTP_HOST, _PASSWORD. `…_BASE` changes the address of the provider. Notifications of browsers need nothing: every region has them.
 * A connection that exists is left as it is.
 */
export function accountsOfEnvironment(env: Env): SavedAccount[] {
  const found: SavedAccount[] = [];
  const add = (
    channel: string,
    name: string,
    given: string | undefined,
    settings: Record<string, unknown>,
    secrets: Record<string, string>,
  ) => {
    if (!given) return;
    const present = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    found.push({ channel, account: 'main', name, enabled: true, settings: present, secrets });
  };
  add(
    'vk',
    'ВКонтакте',
    env.OTKLIK_VK_GROUP,
    { groupId: Number(env.OTKLIK_VK_GROUP), base: env.OTKLIK_VK_BASE },
    { secret: 'OTKLIK_VK_SECRET', confirmation: 'OTKLIK_VK_CONFIRMATION', token: 'OTKLIK_VK_TOKEN' },
  );
  for (const [channel, name] of [
    ['telegram', 'Telegram'],
    ['max', 'MAX'],
  ] as const) {
    const prefix = `OTKLIK_${channel.toUpperCase()}`;
    const secrets = { secret: `${prefix}_SECRET`, token: `${prefix}_TOKEN` };
    add(
      channel,
      name,
      env[`${prefix}_TOKEN`] ?? env[`${prefix}_SECRET`],
      { base: env[`${prefix}_BASE`] },
      secrets,
    );
  }
  const okSecrets = { segment: 'OTKLIK_OK_SEGMENT', token: 'OTKLIK_OK_TOKEN' };
  add('ok', 'Одноклассники', env.OTKLIK_OK_SEGMENT, { base: env.OTKLIK_OK_BASE }, okSecrets);
  const webhook = { base: env.OTKLIK_WEBHOOK_BASE };
  add('api', 'Подписанный вебхук', env.OTKLIK_WEBHOOK_SECRET, webhook, { secret: 'OTKLIK_WEBHOOK_SECRET' });
  for (const [channel, name] of [
    ['hotline', 'Горячая линия'],
    ['call122', 'Служба 122'],
  ] as const)
    add(channel, name, env.OTKLIK_CALLS_SECRET, {}, { secret: 'OTKLIK_CALLS_SECRET' });
  const user = env.OTKLIK_MAIL_USER ?? env.OTKLIK_MAIL_ADDRESS;
  const server = (host: string | undefined) => (host ? { host, user } : undefined);
  add(
    'email',
    'Почта',
    env.OTKLIK_MAIL_ADDRESS,
    {
      address: env.OTKLIK_MAIL_ADDRESS,
      imap: server(env.OTKLIK_MAIL_IMAP_HOST),
      smtp: server(env.OTKLIK_MAIL_SMTP_HOST),
    },
    { imap: 'OTKLIK_MAIL_PASSWORD', smtp: 'OTKLIK_MAIL_PASSWORD' },
  );
  const hosts = env.OTKLIK_PUSH_HOSTS?.split(',').map((host) => host.trim());
  add(
    'push',
    'Уведомления в браузере',
    'always',
    { hosts, subject: subjectOf(env) },
    { key: 'OTKLIK_VAPID_KEY' },
  );
  return found;
}

/** Whoever a push service may turn to (RFC 8292): an address of ours. */
function subjectOf(env: Env): string | undefined {
  return (
    env.OTKLIK_VAPID_SUBJECT ?? (env.OTKLIK_MAIL_ADDRESS ? `mailto:${env.OTKLIK_MAIL_ADDRESS}` : undefined)
  );
}

/** Writes those of the environment that the region does not have yet. */
export async function ensureAccounts(client: pg.Pool, regionId: string, env: Env): Promise<void> {
  for (const row of accountsOfEnvironment(env)) {
    const known = await client.query(
      'select 1 from channel_account where region_id = $1 and channel = $2 and account = $3',
      [regionId, row.channel, row.account],
    );
    if (known.rows.length === 0) await saveAccount(client, regionId, row);
  }
}
