import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './embedded-postgres/postmaster.ts';

/**
 * One server a data folder: its files (analytical replica, embedded store) have one owner. A lock left by a killed process is
 * taken over.
 *
 * @returns a function that gives the lock back
 * @throws Error in Russian when a live server holds it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'otklik.pid');
  if (existsSync(path)) {
    const pid = Number(readFileSync(path, 'utf8'));
    if (pid > 0 && pid !== process.pid && isAlive(pid) && isOtklik(pid)) {
      throw new Error(
        `С папкой данных «${folder}» уже работает другой сервер (процесс ${pid}). Остановите его или задайте другую папку: OTKLIK_DATA=./data2.`,
      );
    }
    rmSync(path, { force: true });
  }
  writeFileSync(path, String(process.pid), { flag: 'wx' });
  return () => rmSync(path, { force: true });
}

/** The number may belong to another program by now; where there is no /proc it is believed. */
function isOtklik(pid: number): boolean {
  try {
    return /otklik|tsx|vitest|node/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return !existsSync('/proc/self');
  }
}
