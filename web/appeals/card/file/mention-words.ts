/** «@» and what is typed after it up to the cursor; null when the cursor is not in a mention. Two words at most: name and surname. */
export function mentionAt(text: string, cursor: number): { from: number; words: string } | null {
  const before = text.slice(0, cursor);
  const found = /(^|[\s(«])@([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]+)?)$/u.exec(before);
  return found ? { from: before.length - found[2]!.length - 1, words: found[2]! } : null;
}

/** The text with the mention written out, and where the cursor goes. */
export function withMention(
  text: string,
  cursor: number,
  from: number,
  name: string,
): { text: string; cursor: number } {
  const said = `@${name} `;
  return { text: text.slice(0, from) + said + text.slice(cursor).trimStart(), cursor: from + said.length };
}

/** Of the people picked while writing, those whose mention is still in the text. */
export function mentioned(
  text: string,
  picked: readonly { login: string; name: string }[],
): { login: string; name: string }[] {
  return picked.filter(
    (person, at) =>
      text.includes(`@${person.name}`) && picked.findIndex((each) => each.login === person.login) === at,
  );
}

/** The text in pieces: what looks like a mention («@» and words with capital letters) stands apart. */
export function pieces(text: string): { text: string; mention: boolean }[] {
  return text
    .split(/((?<=^|[\s(«])@\p{Lu}[\p{L}\p{N}._:-]*(?: \p{Lu}[\p{L}.-]*){0,3})/u)
    .filter(Boolean)
    .map((piece) => ({ text: piece, mention: piece.startsWith('@') && piece.length > 1 }));
}
