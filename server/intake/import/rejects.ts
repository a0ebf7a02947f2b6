import { closeSync, openSync, writeSync } from 'node:fs';

export interface Rejects {
  add(entry: { line: number; reason: string; row: unknown }): void;
  close(): void;
}

/** Refused rows, one JSON a line; the file is begun anew by the first of them, so that it tells of this run alone. */
export function openRejects(path: string): Rejects {
  let file: number | undefined;
  return {
    add(entry) {
      file ??= openSync(path, 'w', 0o600);
      writeSync(file, `${JSON.stringify(entry)}\n`);
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}
