import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** How to start a PostgreSQL program: a command prefix, and an identity for the child where the prefix cannot give one. */
export interface RunAs {
  prefix: string[];
  identity: { uid?: number; gid?: number };
}

/** Conventional «nobody»: needs no account to be made. */
const UNPRIVILEGED_ID = 65534;

/**
 * PostgreSQL refuses to run as root. Two ways round, tried in this order:
 * a user namespace in which root looks like an ordinary user (works under a private home folder, files stay ours),
 * or a child with another uid (needs a path that everybody may traverse; the data folder is given to that uid).
 *
 * @throws Error in Russian when neither works
 */
export function chooseRunAs(dataFolder: string, binary: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [], identity: {} };

  const prefix = ['unshare', '-U', '--map-user=1000', '--map-group=1000'];
  const tried = spawnSync(prefix[0]!, [...prefix.slice(1), binary, '--version'], { timeout: 10_000 });
  if (tried.status === 0) return { prefix, identity: {} };

  if (traversableByAll(dirname(binary)) && traversableByAll(dirname(dataFolder))) {
    chownSync(dataFolder, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
    return { prefix: [], identity: { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } };
  }
  throw new Error(
    `PostgreSQL не запускается от имени root, а обойти это здесь нельзя: пространства имён пользователей закрыты, а путь «${dataFolder}» не открыт для других. Запустите от обычного пользователя, или задайте OTKLIK_DATA=/var/lib/otklik, или укажите свой сервер в DATABASE_URL.`,
  );
}

function traversableByAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
