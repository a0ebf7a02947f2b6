import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Kills at once, as a power cut or the kernel would; a process that is gone already is no error. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was quicker.
  }
}

/** Postmaster of a data folder, null while there is none. */
export function postmasterOf(dataFolder: string): number | null {
  try {
    const pid = Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    return pid > 0 && /postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ? pid : null;
  } catch {
    return null;
  }
}

/** @param backends also every process the postmaster has started, in the same instant */
export function killPostgres(dataFolder: string, backends: boolean): void {
  const postmaster = postmasterOf(dataFolder);
  if (postmaster === null) return;
  const children = backends ? childrenOf(postmaster) : [];
  for (const pid of [postmaster, ...children]) killNow(pid);
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return Number(fields[1]) === parent;
      } catch {
        return false;
      }
    });
}
