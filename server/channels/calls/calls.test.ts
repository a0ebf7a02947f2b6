import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { maskPhone } from '../../../contract/calls.ts';
import { callSettings } from './call-settings.ts';
import { countPurposes } from './count-purposes.ts';
import { type CdrLine, readCdr } from './read-cdr.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-cdr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const NOW = new Date('2026-11-23T05:00:00Z');
const ZONE = 'Asia/Novosibirsk';

async function read(content: string | Buffer, name = 'calls.csv'): Promise<CdrLine[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const lines: CdrLine[] = [];
  for await (const line of readCdr(path, ZONE, NOW)) lines.push(line);
  return lines;
}

/** Windows‑1251 of ASCII and Cyrillic letters. */
const cp1251 = (text: string) =>
  Buffer.from([...text].map((char) => (char < '\u0080' ? char.charCodeAt(0) : char.charCodeAt(0) - 0x350)));

const CALL = {
  callId: '1763.1',
  at: new Date('2026-11-23T03:15:00Z'),
  direction: 'in',
  caller: '+79131234567',
  line: '88003000000',
  disposition: 'no_answer',
  waitSeconds: 40,
  talkSeconds: 0,
};

test.each([
  [
    'a header, commas, UTF‑8',
    'uniqueid,calldate,src,dst,disposition,duration,billsec\n1763.1,2026-11-23 10:15:00,89131234567,88003000000,NO ANSWER,40,0\n',
  ],
  [
    'a header in another order, semicolons, a Russian date',
    'calldate;disposition;uniqueid;src;dst;duration;billsec\n23.11.2026 10:15:00;NO ANSWER;1763.1;8 (913) 123-45-67;88003000000;40;0\n',
  ],
  [
    'no header, columns of the table',
    '"2026-11-23 10:15:00","""Иван"" <89131234567>","89131234567","88003000000","queue","SIP/1","","Queue","hot",40,0,"NO ANSWER","3","","1763.1",""\n',
  ],
  [
    'no header, columns of Master.csv',
    '"","89131234567","88003000000","queue","x","SIP/1","","Queue","hot","2026-11-23 10:15:00",,"2026-11-23 10:15:40",40,0,"NO ANSWER","DOCUMENTATION","1763.1",""\n',
  ],
])('a call is the same call: %s', async (_, content) => {
  expect(await read(content)).toMatchObject([{ call: CALL }]);
});

test('Windows‑1251; outgoing calls by their numbers; bad lines say why', async () => {
  const lines = await read(
    cp1251(
      [
        'uniqueid;calldate;src;dst;disposition;duration;billsec;operator;purpose',
        '1;2026-11-23 10:00:00;89131234567;88003000000;ANSWERED;70;60;Иванова;Жалоба',
        '2;2026-11-23 10:30:00;204;89131234567;ANSWERED;35;30;Иванова;',
        ';2026-11-23 10:30:00;204;89131234567;ANSWERED;35;30;;',
        '4;вчера;89131234567;1;ANSWERED;1;1;;',
        '5;2026-11-23 10:30:00;89131234567;1;LATER;1;1;;',
        '6;2026-11-23 10:30:00;89131234567;1;BUSY;1;-5;;',
        '7;2031-11-23 10:30:00;89131234567;1;BUSY;1;0;;',
        '8;короткая',
      ].join('\r\n'),
    ),
  );
  expect(lines[0]).toMatchObject({ call: { operator: 'Иванова', purpose: 'Жалоба', waitSeconds: 10 } });
  expect(lines[1]).toMatchObject({ call: { direction: 'out', caller: '+79131234567', line: '204' } });
  expect(lines.slice(2).map((line) => ('problem' in line ? line.problem : 'read'))).toEqual([
    'нет номера звонка (uniqueid)',
    'время звонка не читается или не может быть',
    'неизвестный исход «LATER»',
    expect.stringMatching(/^поле billsec/),
    'время звонка не читается или не может быть',
    'полей 2, а в заголовке 9',
  ]);
});

test('purposes are counted along the tree, words of the exchange find their place', async () => {
  const { purposes } = await callSettings({ query: async () => ({ rows: [] }) } as never, '54');
  const counted = countPurposes(
    [
      { purpose: 'Консультация / Льготы', count: 3 },
      { purpose: 'консультация', count: 2 },
      { purpose: 'Отопление', count: 4 },
      { purpose: 'нечто', count: 1 },
      { purpose: null, count: 5 },
    ],
    purposes,
  );
  expect(counted).toEqual([
    { code: 'consult', name: 'Консультация', depth: 0, count: 5 },
    { code: 'consult.benefits', name: 'Выплаты и льготы', depth: 1, count: 3 },
    { code: 'complaint', name: 'Жалоба или заявка', depth: 0, count: 4 },
    { code: 'complaint.housing', name: 'ЖКХ', depth: 1, count: 4 },
    { code: 'other', name: 'Нет в перечне', depth: 0, count: 1 },
    { code: 'unknown', name: 'Цель не отмечена', depth: 0, count: 5 },
  ]);
});

test('a masked number cannot be called', () => {
  expect(maskPhone('+79131234567')).toBe('••• ••• 45‑67');
  expect(maskPhone('112')).toBe('•••');
});
