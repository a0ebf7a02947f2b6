import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { deadlineCommand } from './deadline.ts';
import { formatMoment, parseMoment } from './deadline-moment.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-deadline-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the command as a person would; what it prints, and its exit code. */
async function otklik(...args: string[]): Promise<{ printed: string; errors: string; code: number }> {
  const printed: string[] = [];
  const errors: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  vi.spyOn(console, 'error').mockImplementation((text: string) => void errors.push(text));
  const command = deadlineCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => void errors.push(text) });
  let code = 0;
  try {
    await command.parseAsync(args, { from: 'user' });
    code = Number(process.exitCode ?? 0);
  } catch (error) {
    code = (error as { exitCode: number }).exitCode;
  }
  return { printed: printed.join('\n'), errors: errors.join('\n'), code };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('one deadline', () => {
  it('names every step of a policy by the clocks of the region', async () => {
    const { printed, code } = await otklik(
      ...['--policy', '59fz', '--from', '2026-03-02T10:15', '--region', '54', '--json'],
    );
    const answer = JSON.parse(printed);
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      policy: '59fz',
      from: '2026-03-02T10:15:00.000+07:00',
      timeZone: 'Asia/Novosibirsk',
      due: '2026-04-01T23:59:59.999+07:00',
      provisional: false,
    });
    expect(answer.steps.map((step: { step: string }) => step.step)).toEqual([
      'register',
      'forward',
      'final_answer',
    ]);
  });

  it('takes the step that runs first where the final one waits for an interim answer', async () => {
    const { printed } = await otklik(
      ...['--policy', 'incident-high', '--from', '2026-03-02T10:00', '--region', 'RU-KAM', '--json'],
    );
    expect(JSON.parse(printed).due).toBe('2026-03-02T15:00:00.000+12:00');
  });

  it('counts a term given by hand, and lets a rule named go before that of the policy', async () => {
    const own = [
      '--amount',
      '7',
      '--unit',
      'calendar-days',
      '--last-day',
      'following',
      '--time-zone',
      'Europe/Moscow',
    ];
    expect((await otklik(...own, '--from', '2026-05-02')).printed).toBe('2026-05-12T23:59:59.999+03:00');
    const policy = ['--policy', '59fz', '--step', 'forward', '--region', '77', '--from', '2026-05-02'];
    expect((await otklik(...policy)).printed).toContain('2026-05-08T');
    expect((await otklik(...policy, '--last-day', 'following')).printed).toContain('2026-05-12T');
  });

  it('says that a year without a decree is provisional, and knows regional holidays when asked', async () => {
    const late = ['--amount', '3', '--unit', 'working_days', '--from', '2027-03-01', '--region', '77'];
    expect((await otklik(...late)).printed).toContain('предварительный');
    const crimea = ['--amount', '1', '--unit', 'working_days', '--from', '2026-03-17', '--region', '91'];
    expect((await otklik(...crimea)).printed).toBe('2026-03-18T23:59:59.999+03:00');
    expect((await otklik(...crimea, '--regional-holidays')).printed).toBe('2026-03-19T23:59:59.999+03:00');
  });

  it('takes the hours of a body and policies from files', async () => {
    const day = [['10:00', '12:00']];
    const schedule = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
    const hours = ['--amount', '3', '--unit', 'working_hours', '--from', '2026-03-02', '--region', '77'];
    const path = file('schedule.json', JSON.stringify(schedule));
    expect((await otklik(...hours, '--schedule', path)).printed).toBe('2026-03-03T11:00:00.000+03:00');
    const step = { step: 'final_answer', amount: 2, unit: 'working_days', source: 'Регламент' };
    const policies = file(
      'policies.json',
      JSON.stringify([{ id: 'own', title: 'Свой', match: {}, steps: [step] }]),
    );
    const own = ['--policies', policies, '--policy', 'own', '--from', '2026-03-02', '--region', '77'];
    expect((await otklik(...own)).printed).toContain('2026-03-04T');
    expect((await otklik(...own, '--policies', path)).code).toBe(2);
  });

  it.each([
    [['--policy', 'none', '--from', '2026-03-02', '--region', '54'], '--list'],
    [['--policy', '59fz', '--from', '2026-03-02', '--region', '99'], '«99»'],
    [['--policy', '59fz', '--from', '2026-03-02'], '--region'],
    [['--policy', '59fz', '--region', '54'], '--from'],
    [['--policy', '59fz', '--from', 'none.csv', '--region', '54'], 'none.csv'],
    [['--policy', '59fz', '--step', 'approval', '--from', '2026-03-02', '--region', '54'], 'register'],
    [['--from', '2026-03-02', '--region', '54'], '--amount'],
    [['--amount', '0', '--unit', 'minutes', '--from', '2026-03-02', '--region', '54'], 'от 1'],
    [['--policy', '59fz', '--last-day', 'never', '--from', '2026-03-02', '--region', '54'], 'never'],
    [['--policy', '59fz', '--from', '2026-03-02', '--time-zone', 'Europe/Atlantis'], 'Atlantis'],
    [['--policy', '59fz', '--from', '2099-03-02', '--region', '54'], 'годы календаря'],
  ])('refuses %j with code 2 and a remedy', async (args, remedy) => {
    const { errors, code } = await otklik(...args);
    expect(code).toBe(2);
    expect(errors).toContain(remedy);
  });

  it('lists the policies', async () => {
    expect((await otklik('--list')).printed).toContain('incident-ordinary');
    expect(JSON.parse((await otklik('--list', '--json')).printed).length).toBeGreaterThan(5);
  });
});

describe('a file of deadlines', () => {
  const rows =
    'id;from;amount;unit;time_zone\n1;2026-03-02T10:00;9;working_hours;Europe/Kaliningrad\n2;2026-02-30;1;working_days;\n3;2026-05-08;;;\n';

  it('gets a due for every row in order, and says which have none', async () => {
    const out = join(folder, 'out.jsonl');
    const { errors, code } = await otklik(
      ...['--from', file('rows.csv', rows), '--policy', '59fz', '--region', '41', '--json', '--out', out],
    );
    const answers = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id, due }) => [id, due])).toEqual([
      ['1', '2026-03-03T11:00:00.000+02:00'],
      ['2', null],
      ['3', '2026-06-05T23:59:59.999+12:00'],
    ]);
    expect(answers[1].error).toContain('2026-02-30');
    expect(errors).toContain('Строк без срока: 1');
    expect(code).toBe(1);
  });

  it('answers CSV with CSV, and JSONL with JSONL', async () => {
    const csv = join(folder, 'out.csv');
    await otklik('--from', file('rows2.csv', rows), '--policy', '59fz', '--region', '41', '--out', csv);
    const lines = readFileSync(csv, 'utf8').split('\n');
    expect(lines[0]).toBe('id,from,amount,unit,time_zone,due,error');
    expect(lines[1]).toBe(
      '1,2026-03-02T10:00,9,working_hours,Europe/Kaliningrad,2026-03-03T11:00:00.000+02:00,',
    );
    const jsonl = join(folder, 'out2.jsonl');
    const input = { id: 7, from: '2026-03-02T10:15:00Z', policy: 'dobrodel-8', region: '50' };
    await otklik('--from', file('rows.jsonl', JSON.stringify(input)), '--out', jsonl);
    expect(JSON.parse(readFileSync(jsonl, 'utf8'))).toEqual({
      ...input,
      due: '2026-03-13T23:59:59.999+03:00',
    });
  });
});

describe('moments', () => {
  it('without an offset are of the clocks of the region, with one are what they say', () => {
    const kamchatka = (text: string) => parseMoment(text, 'Asia/Kamchatka').toISOString();
    expect(kamchatka('2026-03-02')).toBe('2026-03-01T12:00:00.000Z');
    expect(kamchatka('2026-03-02 10:15')).toBe('2026-03-01T22:15:00.000Z');
    expect(kamchatka('2026-03-02T10:15:30.5Z')).toBe('2026-03-02T10:15:30.500Z');
    expect(kamchatka('2026-03-02T10:15+0300')).toBe('2026-03-02T07:15:00.000Z');
    for (const bad of ['', 'завтра', '2026-02-30', '2026-03-02T25:00', '02.03.2026']) {
      expect(() => kamchatka(bad)).toThrow('Не понимаю момент');
    }
  });

  it('are written with the offset of the zone', () => {
    expect(formatMoment(new Date('2026-03-02T10:00:00Z'), 'America/St_Johns')).toBe(
      '2026-03-02T06:30:00.000-03:30',
    );
  });
});
