import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { readTable } from './read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Letters of one to four bytes, so that every boundary of what is unpacked falls inside a letter somewhere. */
const textOf = (row: number) => `${'я'.repeat(row % 7)} Ёлка № ${row} — «снег» 😀 ${'щa'.repeat(row % 13)}`;
const ROWS = 6000;

test.each([
  ['as shared strings', true],
  ['in the cells', false],
])('letters of several bytes come whole, texts kept %s', async (_, useSharedStrings) => {
  const path = join(folder, `${useSharedStrings}.xlsx`);
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings });
  const sheet = workbook.addWorksheet('Обращения');
  sheet.addRow(['номер', 'текст']).commit();
  for (let row = 0; row < ROWS; row += 1) sheet.addRow([row, textOf(row)]).commit();
  await workbook.commit();
  let read = 0;
  for await (const { values } of readTable(path)) {
    expect(values.текст).toBe(textOf(read));
    read += 1;
  }
  expect(read).toBe(ROWS);
});
