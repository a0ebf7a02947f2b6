import type { Paragraph, Table } from 'docx';
import type { Letter } from './letter-of.ts';

/** Twips: a twentieth of a point. */
const MM = 56.7;
const HALF_POINTS = { text: 24, small: 18, body: 28 };
const FONT = 'Times New Roman';

/** The same letter as a Word document, so that a body can put it on its own blank and sign it its own way. */
export async function writeDocx(letter: Letter): Promise<Buffer> {
  const docx = await import('docx');
  const { AlignmentType, BorderStyle, Document, Header, Packer, PageNumber, TextRun, WidthType } = docx;
  const paragraph = (
    text: string,
    options: { size?: number; bold?: boolean; more?: ConstructorParameters<typeof docx.Paragraph>[0] } = {},
  ): Paragraph =>
    new docx.Paragraph({
      ...(typeof options.more === 'object' && options.more),
      children: text.split('\n').map(
        (line, index) =>
          new TextRun({
            text: line,
            bold: options.bold,
            size: options.size ?? HALF_POINTS.text,
            ...(index > 0 && { break: 1 }),
          }),
      ),
    });
  const centre = { alignment: AlignmentType.CENTER };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const noBorders = { top: none, bottom: none, left: none, right: none };
  /** Two columns without a frame: number and addressee, position and name. */
  const pair = (left: string, right: string, atRight: boolean): Table =>
    new docx.Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths: [4600, 5000],
      borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
      rows: [
        new docx.TableRow({
          cantSplit: true,
          children: [left, right].map(
            (text, index) =>
              new docx.TableCell({
                borders: noBorders,
                children: [
                  paragraph(text, {
                    more: { alignment: index === 1 && atRight ? AlignmentType.RIGHT : AlignmentType.LEFT },
                  }),
                ],
              }),
          ),
        }),
      ],
    });
  const document = new Document({
    title: letter.title,
    creator: letter.head.body,
    styles: {
      default: { document: { run: { font: FONT, size: HALF_POINTS.text, language: { value: 'ru-RU' } } } },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { margin: { top: 20 * MM, bottom: 20 * MM, left: 25 * MM, right: 15 * MM } },
        },
        headers: {
          default: new Header({
            children: [
              new docx.Paragraph({ ...centre, children: [new TextRun({ children: [PageNumber.CURRENT] })] }),
            ],
          }),
          first: new Header({ children: [] }),
        },
        children: [
          paragraph(letter.head.over.join('\n'), { size: 20, more: centre }),
          paragraph(letter.head.body, { size: HALF_POINTS.body, bold: true, more: centre }),
          paragraph(letter.head.under.join('\n'), {
            size: HALF_POINTS.small,
            more: {
              ...centre,
              spacing: { after: 280 },
              border: { bottom: { style: BorderStyle.SINGLE, size: 8, space: 4, color: '000000' } },
            },
          }),
          pair(letter.reference.join('\n'), letter.addressee.join('\n'), false),
          paragraph(letter.subject, { bold: true, more: { spacing: { before: 480, after: 280 } } }),
          paragraph(letter.salutation, { more: { ...centre, spacing: { after: 160 } } }),
          ...letter.paragraphs.map((text) =>
            paragraph(text, {
              more: {
                indent: { firstLine: 12.5 * MM },
                spacing: { line: 300, after: 60 },
              },
            }),
          ),
          paragraph('', { more: { spacing: { before: 360 } } }),
          pair(letter.signer.position, letter.signer.name, true),
          paragraph(letter.executor.join('\n'), {
            size: HALF_POINTS.small,
            more: { spacing: { before: 480 } },
          }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
