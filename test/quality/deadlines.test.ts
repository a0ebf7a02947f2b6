import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareDeadlines } from './deadlines.ts';
import { PUBLISHED_CALENDARS } from './naive-deadlines.ts';

const ABSENT = 'published calendars are absent (../shared/data/calendar)';
const present = existsSync(PUBLISHED_CALENDARS);

describe('deadlines against an independent calculation', () => {
  it('agree on a sample of days', (context) => {
    if (!present) context.skip(ABSENT);
    const result = compareDeadlines(9)!;
    expect(result.differences).toEqual([]);
    expect(result.cases).toBeGreaterThan(10_000);
  }, 60_000);

  it.each(['America/New_York', 'Asia/Kamchatka'])(
    'agree in a process whose own zone is %s',
    (timeZone) => {
      const script = fileURLToPath(new URL('deadlines.ts', import.meta.url));
      const output = execFileSync(process.execPath, ['--import', 'tsx', script, '--stride', '101'], {
        env: { ...process.env, TZ: timeZone },
        encoding: 'utf8',
      });
      expect(output).toMatch(present ? /differences 0\n/ : /skipped/);
    },
    60_000,
  );
});
