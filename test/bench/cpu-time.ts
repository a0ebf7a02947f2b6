import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of Linux are hundredths of a second on every platform Node is built for. */
const TICK_MS = 10;

/**
 * Processor time a process and its children have used, milliseconds; null where there is no /proc. On a machine shared with others
 * rates shake, processor time per operation hardly does.
 */
export function cpuMs(pid: number): number | null {
  try {
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
    return [String(pid), ...children].reduce((sum, each) => sum + ownMs(each), 0);
  } catch {
    return null;
  }
}

function fieldsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}

const parentOf = (pid: string) => Number(fieldsOf(pid)[1]);
const ownMs = (pid: string) => {
  const fields = fieldsOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
};
