import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Letterhead } from '../../../contract/letters.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { type LetterFacts, letterOf } from './letter-of.ts';
import { PrinterBusy, printLetters } from './print-letters.ts';
import { salutation } from './salutation.ts';
import { days, longDate, paragraphsOf, typeset } from './typeset.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

const FACTS: LetterFacts = {
  kind: 'answer',
  text: 'Яму на улице "Лесной" заделали.\n\nАсфальт уложат до 5 декабря 2026 года.',
  day: '2026-11-21',
  number: 'ОГ-17/26',
  caseNumber: '54-2026-000123',
  receivedDay: '2026-11-03',
  registeredDay: '2026-11-05',
  dueDay: '2026-12-05',
  addressee: { name: 'Иванова Анна Петровна', sender: null, address: '633010, г. Бердск, ул. Лесная, д. 1' },
  senderNumber: null,
  senderDay: null,
  regionName: 'Новосибирская область',
  bodyName: 'Министерство транспорта и дорожного хозяйства Новосибирской области',
  parentName: null,
  letterhead: Letterhead.parse({
    address: '630011, Новосибирск, Красный проспект, 18',
    phone: '+7 (383) 000-00-00',
    signerPosition: 'Министр',
    signerName: 'С. С. Сидоров',
  }),
  approver: null,
  executor: 'Кузнецов Олег Игоревич',
  forwardedTo: null,
  extension: null,
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a letter says what the case said, under its number and date', () => {
  const letter = letterOf(FACTS);
  expect(letter.reference.map(plain)).toEqual([
    '21 ноября 2026 г. № ОГ-17/26',
    'На № 54-2026-000123 от 3 ноября 2026 г.',
  ]);
  expect(letter.salutation).toBe('Уважаемая Анна Петровна!');
  expect(letter.paragraphs.map(plain)).toEqual([
    'Ваше обращение № 54-2026-000123, поступившее 3 ноября 2026 г., рассмотрено.',
    'Яму на улице «Лесной» заделали.',
    'Асфальт уложат до 5 декабря 2026 года.',
  ]);
  expect(letter.signer).toEqual({ position: 'Министр', name: 'С. С. Сидоров' });
});

test('notices name their article; a link’s letter names nobody', () => {
  const extended = letterOf({
    ...FACTS,
    kind: 'extended',
    extension: { days: 22, reason: 'Ждём экспертизу' },
  });
  expect(plain(extended.paragraphs[0]!)).toMatch(
    /частью 2 статьи 12 Федерального закона .* продлён на 22 дня\.$/,
  );
  expect(plain(extended.paragraphs[2]!)).toBe('Ответ будет дан не позднее 5 декабря 2026 г.');
  const forwarded = letterOf({ ...FACTS, kind: 'forwarded', forwardedTo: 'Администрация Бердска' });
  expect(plain(forwarded.paragraphs[0]!)).toMatch(
    /частью 3 статьи 8 .* по компетенции: Администрация Бердска\.$/,
  );
  const registered = letterOf({ ...FACTS, kind: 'registered', text: '' });
  expect(plain(registered.paragraphs.join(' '))).toMatch(/зарегистрировано 5 ноября 2026 г\./);
  const open = letterOf({ ...FACTS, addressee: null });
  expect(JSON.stringify(open)).not.toMatch(/Иванов|Анна|Лесная, д/);
  const organisation = letterOf({
    ...FACTS,
    addressee: { name: null, sender: 'ООО "Ромашка"', address: null },
    senderNumber: '15-к',
    senderDay: '2026-11-01',
  });
  expect(organisation.addressee).toEqual(['ООО «Ромашка»']);
  expect(plain(organisation.reference[1]!)).toBe('На № 15-к от 1 ноября 2026 г.');
});

test.each([
  ['Анна Петровна Иванова', 'Уважаемая Анна Петровна!'],
  ['Петров Илья Ильич', 'Уважаемый Илья Ильич!'],
  ['Анна', 'Уважаемый заявитель!'],
  ['Иванов И. И.', 'Уважаемый заявитель!'],
  [null, 'Уважаемый заявитель!'],
])('%s is called: %s', (name, called) => expect(salutation(name)).toBe(called));

test('typography: dates, quotes, dashes, control characters', () => {
  expect(plain(longDate('2026-11-21'))).toBe('21 ноября 2026 г.');
  expect(plain(days(1) + days(3) + days(11))).toBe('1 день3 дня11 дней');
  expect(typeset('ООО "Дом" - №5\u0000')).toBe('ООО «Дом»\u00a0— №\u00a05');
  expect(paragraphsOf('а\r\n\n б \n')).toEqual(['а', 'б']);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = typeset(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
      expect(once).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f"]/);
      expect(once.isWellFormed()).toBe(true);
    }),
  );
});

const NASTY = `О'Нил <script> & "Кó" ${'Очень-Длинное-Имя-'.repeat(12)}`;

test('both files carry the whole letter, whatever the names are', async () => {
  const facts = {
    ...FACTS,
    addressee: { name: NASTY, sender: null, address: 'ул. <Б&В>, д. "1"' },
    text: `${FACTS.text}\n${'Длинный абзац о дорогах. '.repeat(300)}\nКонец <письма> & подпись.`,
  };
  const letter = letterOf(facts);
  const whole = (text: string) => text.replace(/\s/g, '');
  const pdf = await writePdf([letter], { compress: false });
  const inPdf = whole(pdfText(pdf).replace(/^\d$/gm, ''));
  const xml = zipEntry(await writeDocx(letter), 'word/document.xml');
  expect(xml).not.toContain('<script>');
  const inDocx = whole(
    xml
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  );
  const parts = [
    letter.head.body,
    ...letter.addressee,
    ...letter.reference,
    ...letter.paragraphs,
    letter.signer.name,
  ];
  for (const part of parts) {
    expect(inPdf).toContain(whole(part));
    expect(inDocx).toContain(whole(part));
  }
});

test('many letters in one file: each from a new page, numbered on its own', async () => {
  const long = letterOf({ ...FACTS, text: 'Длинный абзац о дорогах. '.repeat(300) });
  const short = letterOf(FACTS);
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length;
  const one = pages(await writePdf([long], { compress: false }));
  expect(one).toBeGreaterThan(1);
  const many = await writePdf([long, short, long], { compress: false });
  expect(pages(many)).toBe(2 * one + 1);
  const numbers = pdfText(many).match(/^\d$/gm);
  const own = Array.from({ length: one - 1 }, (_, index) => String(index + 2));
  expect(numbers).toEqual([...own, ...own]);
});

test('a file is laid out beside the requests: the loop turns meanwhile, and no more than so many wait', async () => {
  const letter = letterOf({ ...FACTS, text: 'Длинный абзац о дорогах. '.repeat(300) });
  const whole = printLetters([letter, letter, letter]);
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 5);
  const rest = Array.from({ length: 25 }, () => printLetters([letterOf(FACTS)]));
  const settled = await Promise.allSettled(rest);
  clearInterval(counting);
  const refused = settled.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(6);
  for (const each of refused) expect(each.reason).toBeInstanceOf(PrinterBusy);
  expect(turns).toBeGreaterThan(10);
  expect((await whole).subarray(0, 5).toString()).toBe('%PDF-');
});

/** One file of a zip archive, by its local header. */
function zipEntry(zip: Buffer, name: string): string {
  const at = zip.indexOf(Buffer.from(name)) - 30;
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  return inflateRawSync(zip.subarray(start), { finishFlush: 2 }).toString();
}
