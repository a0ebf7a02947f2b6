/**
 * Fields and files of a multipart form as a provider would read them. By hand: the platform's own reader refuses what clients of
 * the providers write (no space after «Content-Disposition:», no type of a field).
 */
export function readForm(
  body: Buffer,
  contentType: string | undefined,
): { fields: Record<string, string>; files: Record<string, { name: string; content: Buffer }> } {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType ?? '')?.[1];
  if (!boundary) throw new Error('Not a multipart form.');
  const fields: Record<string, string> = {};
  const files: Record<string, { name: string; content: Buffer }> = {};
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  for (
    let next = body.indexOf(mark, at + mark.length);
    next !== -1;
    next = body.indexOf(mark, at + mark.length)
  ) {
    const part = body.subarray(at + mark.length + 2, next - 2);
    const gap = part.indexOf('\r\n\r\n');
    const heading = part.subarray(0, gap).toString();
    const content = part.subarray(gap + 4);
    const field = /[; ]name="([^"]*)"/i.exec(heading)?.[1] ?? /[; ]name=([^;\s]+)/i.exec(heading)?.[1] ?? '';
    const name = /filename="([^"]*)"/i.exec(heading)?.[1] ?? /filename=([^;\s]+)/i.exec(heading)?.[1];
    if (name === undefined) fields[field] = content.toString();
    else files[field] = { name, content: Buffer.from(content) };
    at = next;
  }
  return { fields, files };
}
