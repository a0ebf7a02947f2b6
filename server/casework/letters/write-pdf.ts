import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content, TCreatedPdf, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { Letter } from './letter-of.ts';

const MM = 72 / 25.4;
/** ГОСТ Р 7.0.97‑2016, 3.6: left 20 mm at least, right 10, top and bottom 20; here a little more for a file's holes. */
const MARGINS = { left: 25 * MM, top: 20 * MM, right: 15 * MM, bottom: 20 * MM };
const LINE_PT = 595.28 - MARGINS.left - MARGINS.right;

interface PdfMaker {
  setFonts(fonts: Record<string, Record<string, string>>): void;
  setUrlAccessPolicy(allowed: (url: string) => boolean): void;
  setLocalAccessPolicy(allowed: (path: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): TCreatedPdf & { getBuffer(): Promise<Buffer> };
}

let maker: Promise<PdfMaker> | undefined;

/** Loaded when a letter is first made; nothing but the fonts of the package is ever read, nothing is ever fetched. */
function pdfMaker(): Promise<PdfMaker> {
  maker ??= import('pdfmake').then((module) => {
    const made = (module as unknown as { default: PdfMaker }).default;
    const folder = join(
      dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
      'fonts/Roboto',
    );
    const face = (name: string) => join(folder, `Roboto-${name}.ttf`);
    made.setFonts({
      Roboto: {
        normal: face('Regular'),
        bold: face('Medium'),
        italics: face('Italic'),
        bolditalics: face('MediumItalic'),
      },
    });
    made.setUrlAccessPolicy(() => false);
    made.setLocalAccessPolicy((path) => path.startsWith(folder));
    return made;
  });
  return maker;
}

/**
 * Letters as one PDF, each from a page of its own; pages of a letter are counted from one, and shown from the second on (ГОСТ Р
 * 7.0.97‑2016, 3.7).
 *
 * @param options `compress: false` leaves the text readable to a test
 */
export async function writePdf(
  letters: readonly Letter[],
  options: { compress?: boolean } = {},
): Promise<Buffer> {
  const maker = await pdfMaker();
  const pages: number[] = [];
  if (letters.length > 1) {
    // How long each is, is known only when it has been laid out.
    for (const letter of letters) pages.push(await countPages(maker, letter));
  }
  return maker.createPdf(definition(letters, (page) => numberOnLetter(page, pages), options)).getBuffer();
}

async function countPages(maker: PdfMaker, letter: Letter): Promise<number> {
  let count = 1;
  const counting = definition([letter], (_, total) => {
    count = total;
    return null;
  });
  await maker.createPdf(counting).getBuffer();
  return count;
}

/** Which page of its own letter this page of the file is. */
function numberOnLetter(page: number, pages: readonly number[]): number {
  let own = page;
  for (const count of pages) {
    if (own <= count) break;
    own -= count;
  }
  return own;
}

function definition(
  letters: readonly Letter[],
  numberOf: (page: number, total: number) => number | null,
  options: { compress?: boolean } = {},
): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [MARGINS.left, MARGINS.top, MARGINS.right, MARGINS.bottom],
    info: { title: letters.length === 1 ? letters[0]!.title : `Письма: ${letters.length}` },
    language: 'ru',
    compress: options.compress ?? true,
    defaultStyle: { font: 'Roboto', fontSize: 12, lineHeight: 1.25 },
    header: (page, total) => {
      const number = numberOf(page, total);
      return number !== null && number > 1
        ? { text: String(number), alignment: 'center', margin: [0, 10 * MM, 0, 0], fontSize: 11 }
        : '';
    },
    content: letters.map((letter, index) => sheet(letter, index > 0)),
  };
}

const paragraph = (text: string): Content => ({
  text,
  // Justified lines gape where dates and numbers are held together.
  leadingIndent: 12.5 * MM,
  margin: [0, 0, 0, 4],
});

/** A longer last paragraph may break; its end keeps the signature company. */
const KEPT_CHARS_MAX = 900;

function sheet(letter: Letter, fresh: boolean): Content {
  const kept = (letter.paragraphs.at(-1)?.length ?? 0) <= KEPT_CHARS_MAX ? 1 : 0;
  const before = letter.paragraphs.slice(0, letter.paragraphs.length - kept);
  const withSignature = letter.paragraphs.slice(letter.paragraphs.length - kept);
  return {
    ...(fresh && { pageBreak: 'before' as const }),
    stack: [
      { text: letter.head.over.join('\n'), alignment: 'center', fontSize: 10 },
      { text: letter.head.body, alignment: 'center', bold: true, fontSize: 14, margin: [0, 2, 0, 2] },
      { text: letter.head.under.join('\n'), alignment: 'center', fontSize: 9 },
      {
        canvas: [{ type: 'line', x1: 0, y1: 4, x2: LINE_PT, y2: 4, lineWidth: 1 }],
        margin: [0, 0, 0, 14],
      },
      {
        columns: [
          { width: '45%', text: letter.reference.join('\n'), fontSize: 11 },
          { width: '*', text: letter.addressee.join('\n') },
        ],
        columnGap: 24,
      },
      { text: letter.subject, bold: true, margin: [0, 28, 0, 16] },
      { text: letter.salutation, alignment: 'center', margin: [0, 0, 0, 10] },
      ...before.map(paragraph),
      // The signature never stands alone on a page, nor torn in two.
      {
        unbreakable: true,
        stack: [
          ...withSignature.map(paragraph),
          {
            columns: [
              { width: '60%', text: letter.signer.position },
              { width: '*', text: letter.signer.name, alignment: 'right' },
            ],
            columnGap: 24,
            margin: [0, 32, 0, 28],
          },
          { text: letter.executor.join('\n'), fontSize: 9 },
        ],
      },
    ],
  };
}
