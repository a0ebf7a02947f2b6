import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The postmaster that holds a cluster folder, if one is alive. */
export function livePostmaster(cluster: string): { pid: number } | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return pid > 0 && isAlive(pid) && isPostgres(pid) ? { pid } : null;
}

/** Stops with a checkpoint («fast»); past the bound at once («immediate»: the next start recovers). */
export async function stopPostmaster(pid: number, waitMs: number): Promise<void> {
  signal(pid, 'SIGINT');
  const steps = Math.ceil(waitMs / 20);
  for (let step = 0; step < steps && isAlive(pid); step += 1) await sleep(20);
  if (!isAlive(pid)) return;
  signal(pid, 'SIGQUIT');
  for (let step = 0; step < 250 && isAlive(pid); step += 1) await sleep(20);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return false;
  }
}

/** After a reboot the number in the file may belong to anybody. Where there is no /proc the number is believed. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return !existsSync('/proc/self');
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}
