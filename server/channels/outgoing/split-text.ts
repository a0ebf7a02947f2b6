/**
 * Cuts a long text into messages at the end of a paragraph, else of a sentence, else of a word. Nothing is lost but the white space
 * at a cut; no part is empty.
 *
 * @param charsMax UTF‑16 units of one message, at least 2
 */
export function splitText(text: string, charsMax: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > charsMax) {
    const cut = cutAt(rest, charsMax);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts;
}

function cutAt(text: string, charsMax: number): number {
  const head = text.slice(0, charsMax + 1);
  for (const boundary of [/\n\s*\n/g, /\n/g, /[.!?…]\s/g, /\s/g]) {
    const found = [...head.matchAll(boundary)].at(-1);
    // A boundary in the first half would make a stub of the part.
    if (found && found.index > charsMax / 2)
      return Math.min(found.index + (/\S/.test(found[0]) ? 1 : 0), charsMax);
  }
  // Between the halves of one character there is no boundary.
  return /[\ud800-\udbff]/.test(text[charsMax - 1]!) ? charsMax - 1 : charsMax;
}
