/**
 * The text of an uncompressed PDF, a line for each piece that was drawn: glyphs are turned back by the fonts' own ToUnicode tables, as
 * a reader does that copies or searches. Throws when a font has none: such text could not be read aloud either.
 */
export function pdfText(pdf: Buffer): string {
  const file = pdf.toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id!, body!]),
  );
  const lines: string[] = [];
  for (const page of objects.values()) {
    if (!/\/Type \/Page\b/.test(page)) continue;
    const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)![1]!)!;
    const list = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '';
    const fonts = new Map(
      [...list.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, id]) => [
        name!,
        toUnicode(objects.get(id!)!, objects),
      ]),
    );
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!;
    let font = new Map<number, string>();
    for (const [, name, drawn] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name)!;
      else {
        const codes = [...drawn!.matchAll(/<([\da-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
        lines.push(codes.map((code) => font.get(Number.parseInt(code, 16)) ?? '\ufffd').join(''));
      }
    }
  }
  return lines.join('\n');
}

function toUnicode(font: string, objects: ReadonlyMap<string, string>): Map<number, string> {
  const reference = /\/ToUnicode (\d+) 0 R/.exec(font);
  if (!reference) throw new Error('A font without a ToUnicode table.');
  const table = new Map<number, string>();
  const map = objects.get(reference[1]!)!;
  for (const [, from, , list] of map.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<([\da-f]*)>/g)].forEach(([, hex], index) => {
      const units = (hex!.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      table.set(Number.parseInt(from!, 16) + index, String.fromCharCode(...units));
    });
  }
  return table;
}
