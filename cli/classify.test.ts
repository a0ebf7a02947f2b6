import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { classifyCommand } from './classify.ts';
import { trainCommand } from './train.ts';

const TEXTS = [
  ['дорога', 1, 'яма на дороге у моста'],
  ['дорога', 1, 'разбит асфальт, ямы'],
  ['свет', 0, 'не горит фонарь'],
  ['свет', 0, 'темно, фонари не работают'],
] as const;

describe('train and classify', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'otklik-classify-'));
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const rows = Array.from({ length: 24 }, (_, row) => {
      const [topic, group, text] = TEXTS[row % 4]!;
      return JSON.stringify({ topic, group, text: `${text} ${'аяоуи'[row % 5]}` });
    });
    await writeFile(at('train.jsonl.gz'), gzipSync(rows.join('\n')));
    await run(
      trainCommand(),
      '--from',
      at('train.jsonl.gz'),
      '--text',
      'text',
      '--label',
      'topic,group',
      '--out',
      at('m'),
    );
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('answers every row in order and keeps what the row had; numbers stay numbers', async () => {
    await writeFile(at('in.csv'), 'id;text\n7;нет света, фонарь\n8;\n9;ямы и асфальт\n');
    await run(classifyCommand(), '--model', at('m'), '--from', at('in.csv'), '--out', at('out.jsonl'));
    const rows = (await readFile(at('out.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id }) => id)).toEqual(['7', '8', '9']);
    expect(rows[0].predicted.topic[0].label).toBe('свет');
    expect(rows[0].predicted.group[0].label).toBe(0);
    expect(rows[2].predicted.topic[0].label).toBe('дорога');
    expect(rows[1].predicted.topic).toHaveLength(2);
  });

  it('writes compressed when the name says so and marks unreadable rows', async () => {
    await writeFile(at('in.jsonl'), '{"text":"яма"}\nне json\n{"text":"фонарь"}\n');
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await run(classifyCommand(), '--model', at('m'), '--from', at('in.jsonl'), '--out', at('out.jsonl.gz'));
    const rows = gunzipSync(await readFile(at('out.jsonl.gz')))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map((row) => 'predicted' in row)).toEqual([true, false, true]);
    expect(process.exitCode).toBe(1);
    process.exitCode = 0;
  });

  it('says in Russian what is missing and ends with the agreed code', async () => {
    const train = (label: string) =>
      run(
        trainCommand(),
        '--from',
        at('train.jsonl.gz'),
        '--text',
        'text',
        '--label',
        label,
        '--out',
        at('x'),
      );
    await expect(train('absent')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('нет «absent»'),
    });
    await expect(train('text')).rejects.toMatchObject({ exitCode: 2 });
    const classify = run(
      classifyCommand(),
      '--model',
      at('train.jsonl.gz'),
      '--from',
      at('in.csv'),
      '--out',
      at('x'),
    );
    await expect(classify).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('не модель'),
    });
  });
});

const run = (command: Command, ...options: string[]) =>
  command
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .parseAsync(options, { from: 'user' });
