/** What a person pasted into «номер или ссылка»: a link's token, a bare number, or nothing we know. */
export type Pasted =
  | { kind: 'token'; token: string }
  | { kind: 'number' }
  | { kind: 'unknown' }
  | { kind: 'empty' };

const IN_LINK = /\/follow\/([^/?#\s]+)/;
const NUMBER = /^[№\s]*\d{1,2}[-–—/\s]\d{2}[-–—/\s]\d{3,}\s*$/;
const TOKEN = /^[A-Za-z0-9_-]{8,100}$/;

/** Token of a link that the server gave («/follow/54-…»). */
export const followTokenIn = (followUrl: string) => followUrl.split('/').at(-1) ?? '';

/** A link from a message («…/follow/AbC», with text around it), or the token alone. */
export function readPasted(text: string): Pasted {
  const clean = text.trim();
  if (clean === '') return { kind: 'empty' };
  const link = IN_LINK.exec(clean);
  if (link) return { kind: 'token', token: decodeURIComponent(link[1]!) };
  if (NUMBER.test(clean)) return { kind: 'number' };
  return TOKEN.test(clean) ? { kind: 'token', token: clean } : { kind: 'unknown' };
}
