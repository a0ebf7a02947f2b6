// Long because every promise about files stands together: kinds of file, bad rows, repeats, broken files, a full disk.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import exceljs from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decision, insertBareRegion, registerContext } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import { fixedClock } from '../../platform/clock.ts';
import { TableError } from '../../platform/tabular/table-error.ts';
import type { RegisterContext } from '../register/register-appeals.ts';
import { type ImportOptions, importFile } from './import-file.ts';
import { readMapping, readProfile } from './mapping.ts';
import { scanFile } from './scan-file.ts';

const database = withDatabase('schema');
const folder = mkdtempSync(join(tmpdir(), 'otklik-import-'));
const NOW = fixedClock(new Date('2026-11-22T05:00:00Z'));
let register: RegisterContext;

beforeAll(async () => {
  await insertBareRegion(database);
  register = registerContext(database, () => decision(), NOW);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => database.pool.query('truncate appeal, message, event'));

const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const HEADER = 'id;filed_at;text;lat;lon;address';
const rows = (count: number, from = 1) =>
  [...Array(count)]
    .map((_, n) => `${from + n};20.11.2026 10:05;Яма номер ${from + n};;;ул. Лесная`)
    .join('\n');

/** Scans and imports as the command does. */
async function run(path: string, more: Partial<ImportOptions> = {}) {
  const mapping = more.mapping ?? readProfile('otklik');
  await scanFile(path, mapping);
  return importFile({
    path,
    mapping,
    lookup: { municipality: () => null, topic: () => null, organisation: () => null },
    timeZone: 'Asia/Novosibirsk',
    register,
    rejectsPath: `${path}.rejected.jsonl`,
    ...more,
  });
}

const texts = async () =>
  (await database.pool.query('select text from appeal order by text')).rows.map((row) => row.text as string);
const count = async () => (await texts()).length;
const rejectsOf = (path: string) =>
  readFileSync(`${path}.rejected.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; reason: string; row: unknown });

/** «Windows‑1251» of Russian letters and ASCII. */
function windows1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0)!;
      if (code < 128) return code;
      if (letter === 'ё') return 0xb8;
      if (letter === '№') return 0xb9;
      return code - 0x410 + 0xc0;
    }),
  );
}

async function workbook(name: string, table: unknown[][]): Promise<string> {
  const book = new exceljs.Workbook();
  book.addWorksheet('Лист1').addRows(table);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

describe('the same rows come in from every kind of file', () => {
  const table = `${HEADER}\n1;20.11.2026 10:05;Яма № 1, ёлка;;;ул. Лесная\n2;2026-11-20T10:05:00+07:00;"Не горит; фонарь\nво дворе";;;`;
  const expected = ['Не горит; фонарь\nво дворе', 'Яма № 1, ёлка'];

  test.each([
    ['utf-8.csv', Buffer.from(table)],
    ['bom.csv', Buffer.from(`\ufeff${table}`)],
    ['utf-16.csv', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['windows-1251.csv', windows1251(table)],
    ['crlf.csv', Buffer.from(table.replaceAll('\n', '\r\n'))],
    ['packed.csv.gz', gzipSync(table)],
    ['tabs.tsv', Buffer.from(table.replaceAll(';', '\t').replace('горит\t', 'горит;'))],
    [
      'rows.jsonl',
      Buffer.from(
        `{"id":1,"filed_at":"2026-11-20T03:05:00Z","text":"Яма № 1, ёлка"}\n\n{"id":"2","filed_at":"2026-11-20 10:05","text":"Не горит; фонарь\\nво дворе"}`,
      ),
    ],
  ])('%s', async (name, content) => {
    const path = file(name, content);
    expect(await run(path)).toMatchObject({ rows: 2, added: 2, rejected: 0, rejectsPath: null });
    expect((await texts()).map((text) => text.replaceAll('\r\n', '\n'))).toEqual(expected);
    const moments = await database.pool.query('select distinct filed_at from appeal');
    expect(moments.rows).toEqual([{ filed_at: new Date('2026-11-20T03:05:00Z') }]);
  });

  test('a workbook with date cells', async () => {
    const path = await workbook('book.xlsx', [
      ['id', 'filed_at', 'text'],
      [1, new Date(Date.UTC(2026, 10, 20, 10, 5)), 'Яма № 1, ёлка'],
      [2, '20.11.2026 10:05', { richText: [{ text: 'Не горит; ' }, { text: 'фонарь\nво дворе' }] }],
    ]);
    expect(await run(path)).toMatchObject({ rows: 2, added: 2, rejected: 0 });
    expect(await texts()).toEqual(expected);
    const moments = await database.pool.query('select distinct filed_at from appeal');
    expect(moments.rows).toEqual([{ filed_at: new Date('2026-11-20T03:05:00Z') }]);
  });
});

describe('every row is in, was in, or lies in the rejects with its reason', () => {
  test('bad rows', async () => {
    const path = file(
      'bad.csv',
      [
        HEADER,
        '1;20.11.2026;Хорошая;;;',
        ';20.11.2026;Без номера;;;',
        '3;31.02.2026;Такого дня нет;;;',
        '4;вчера;Не дата;;;',
        '5;20.11.1985;Слишком давно;;;',
        '6;25.11.2026;Из будущего;;;',
        '7;20.11.2026;;;;',
        '8;20.11.2026;Не там;91;82;',
        '9;20.11.2026;Не число;север;восток;',
        '10;20.11.2026;Лишнее поле;;;;;;',
        `${'1'.repeat(201)};20.11.2026;Длинный номер;;;`,
        '12;20.11.2026;Тоже хорошая;55,03;82,92;',
      ].join('\n'),
    );
    expect(await run(path)).toMatchObject({
      rows: 12,
      added: 2,
      alreadyThere: 0,
      rejected: 10,
      rejectsPath: `${path}.rejected.jsonl`,
    });
    const rejects = rejectsOf(path);
    expect(rejects).toHaveLength(10);
    expect(rejects.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(rejects.every(({ reason }) => /[а-я]/.test(reason))).toBe(true);
  });

  test('lines that are not JSON objects', async () => {
    const good = '{"id":"1","filed_at":"2026-11-20","text":"Яма"}';
    const path = file(
      'bad.jsonl',
      `${good}\n{"id":\n[1]\n"text"\n{"id":"2","filed_at":"2026-11-20","text":"Яма"}`,
    );
    expect(await run(path)).toMatchObject({ added: 2, rejected: 3 });
  });

  test('characters that PostgreSQL cannot hold do not stop the file', async () => {
    const path = file('odd.csv', `${HEADER}\na\u0000b;20.11.2026;Яма\u0000 тут;;;\n2;20.11.2026;Хорошая;;;`);
    expect(await run(path)).toMatchObject({ added: 2, rejected: 0 });
    expect(await texts()).toEqual(['Хорошая', 'Яма тут']);
    expect(await run(path)).toMatchObject({ added: 0, alreadyThere: 2 });
  });

  test('one number with two texts in a file: the first is in, the second is said, not lost', async () => {
    const path = file(
      'twice.csv',
      `${HEADER}\n1;20.11.2026;Первый;;;\n1;20.11.2026;Второй;;;\n1;20.11.2026;Первый;;;`,
    );
    expect(await run(path)).toMatchObject({ added: 1, alreadyThere: 1, rejected: 1 });
    expect(rejectsOf(path)).toMatchObject([{ row: { text: 'Второй' } }]);
    expect(await texts()).toEqual(['Первый']);
  });
});

describe('repeating', () => {
  test('the same file again adds nothing', async () => {
    const path = file('again.csv', `${HEADER}\n${rows(1203)}`);
    expect(await run(path)).toMatchObject({ rows: 1203, added: 1203, alreadyThere: 0 });
    expect(await run(path)).toMatchObject({ rows: 1203, added: 0, alreadyThere: 1203 });
    expect(await count()).toBe(1203);
  });

  test('an interrupted import is finished by repeating it', async () => {
    const path = file('stopped.csv', `${HEADER}\n${rows(1600)}`);
    let seen = 0;
    const stopped = await run(path, {
      onProgress: (progress) => (seen = progress.added),
      stopped: () => seen >= 500,
    });
    expect(stopped.stopped).toBe(true);
    expect(await count()).toBe(stopped.added);
    expect(stopped.added).toBeLessThan(1600);
    const again = await run(path);
    expect(again).toMatchObject({ added: 1600 - stopped.added, alreadyThere: stopped.added, stopped: false });
    expect(await count()).toBe(1600);
  });

  test('two at once', async () => {
    const path = file('both.csv', `${HEADER}\n${rows(900)}`);
    const results = await Promise.all([run(path), run(path, { rejectsPath: `${path}.second` })]);
    expect(results[0]!.added + results[1]!.added).toBe(900);
    expect(await count()).toBe(900);
  });

  test('a file that breaks off: what was read is in, and the mended file goes on', async () => {
    const whole = gzipSync(
      `${HEADER}\n${[...Array(4000)].map((_, n) => `${n};20.11.2026;${Math.sin(n)} ${Math.cos(n)};;;`).join('\n')}`,
    );
    const path = join(folder, 'cut.csv.gz');
    writeFileSync(path, whole);
    const mapping = readProfile('otklik');
    writeFileSync(path, whole.subarray(0, whole.length - 2000));
    const lookup = { municipality: () => null, topic: () => null, organisation: () => null };
    const cut = importFile({
      path,
      mapping,
      lookup,
      timeZone: 'UTC',
      register,
      rejectsPath: `${path}.rejected.jsonl`,
    });
    await expect(cut).rejects.toThrow(/повреждён или обрывается/);
    expect(await count()).toBeLessThan(4000);
    writeFileSync(path, whole);
    await run(path);
    expect(await count()).toBe(4000);
  });

  test('a dry run writes nothing', async () => {
    const path = file('dry.csv', `${HEADER}\n${rows(3)}`);
    expect(await run(path, { register: null })).toMatchObject({ rows: 3, added: 3 });
    expect(await count()).toBe(0);
  });
});

describe('a file that cannot be read as a whole is said in words that name the remedy', () => {
  test.each([
    ['missing column', 'no-text.csv', 'id;filed_at\n1;20.11.2026', /нет столбца «text».*Есть: id, filed_at/],
    [
      'column twice',
      'two-ids.csv',
      'id;id;filed_at;text\n1;1;20.11.2026;Яма',
      /столбец «id» встречается дважды/,
    ],
    ['empty', 'empty.csv', '', /пуст/],
    ['not a workbook', 'broken.xlsx', 'это не книга', /не открывается|повреждён/],
    ['unknown kind', 'rows.docx', 'x', /Не понимаю, что за файл/],
  ])('%s', async (_name, name, content, words) => {
    const refused = run(file(name, content));
    await expect(refused).rejects.toThrow(words);
    await expect(refused).rejects.toBeInstanceOf(TableError);
    expect(await count()).toBe(0);
  });

  test('a workbook with a column twice', async () => {
    const path = await workbook('two-columns.xlsx', [
      ['id', 'filed_at', 'text', 'text'],
      [1, '20.11.2026', 'Первый столбец', 'Второй столбец'],
    ]);
    await expect(run(path)).rejects.toThrow(/столбец «text» встречается дважды/);
  });

  test('a workbook cut in half', async () => {
    const path = await workbook('cut.xlsx', [
      ['id', 'filed_at', 'text'],
      ...[...Array(500)].map((_, n) => [n, '20.11.2026', `Яма ${Math.sin(n)}`]),
    ]);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length >> 1));
    await expect(run(path)).rejects.toBeInstanceOf(TableError);
  });

  test('no file, a folder, a mapping with an unknown field', async () => {
    await expect(run(join(folder, 'absent.csv'))).rejects.toThrow(/нет или он недоступен/);
    mkdirSync(join(folder, 'folder.csv'));
    await expect(run(join(folder, 'folder.csv'))).rejects.toThrow(/папка/);
    const mapping = file(
      'mapping.json',
      JSON.stringify({ fields: { externalId: 'id', filedAt: 'd', text: 't', topik: 'x' } }),
    );
    expect(() => readMapping(mapping)).toThrow(/topik/);
    expect(() => readProfile('нет такого')).toThrow(/otklik/);
  });
});

/** A file system of 64 KB; null where it cannot be mounted. */
function smallDisk(): string | null {
  const path = join(folder, 'small-disk');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' });
    return path;
  } catch {
    return null;
  }
}

describe('a full disk', () => {
  let disk: string | null = null;
  beforeAll(() => {
    disk = process.platform === 'linux' && process.getuid?.() === 0 ? smallDisk() : null;
  });
  afterAll(() => {
    if (disk) execFileSync('umount', [disk]);
  });

  test('under the rejects: says so, keeps what was accepted, and goes on after room was made', async (context) => {
    if (!disk) return context.skip('a small disk cannot be mounted here (needs root on Linux)');
    const bad = [...Array(2000)].map((_, n) => `b${n};не дата;${'Длинный текст '.repeat(5)};;;`).join('\n');
    const path = file('full.csv', `${HEADER}\n${rows(600)}\n${bad}`);
    const rejectsPath = join(disk, 'rejects.jsonl');
    await expect(run(path, { rejectsPath })).rejects.toThrow(/На диске кончилось место.*повторите/);
    expect(await count()).toBe(500);
    rmSync(rejectsPath);
    expect(existsSync(`${path}.rejected.jsonl`)).toBe(false);
    expect(await run(path)).toMatchObject({ added: 100, alreadyThere: 500, rejected: 2000 });
  });
});
