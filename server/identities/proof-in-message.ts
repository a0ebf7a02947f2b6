/** What a private message says of its author, beside or instead of a matter. */
export type MessageProof =
  | { kind: 'ask'; number: string }
  | { kind: 'code'; code: string }
  /** `alone`: there is nothing else in it, so that it is no matter of its own. `rest`: its words without the link. */
  | { kind: 'link'; token: string; alone: boolean; rest: string };

const LINK = /(?:https?:\/\/\S*?)?\/follow\/([0-9a-z]{1,20}-[\w-]{38})(?![\w-])/i;
const ASK =
  /^\s*(?:мо[её]|связать|свяжите)(?:\s+(?:дело|обращение))?\s+(?:№\s*)?([\wа-яё-]*\d[\wа-яё-]*)\s*[.!]?\s*$/iu;
const CODE = /^\s*(?:код:?\s*)?(\d{6})\s*\.?\s*$/iu;
/** Fewer letters than this beside a link are «вот», «это тоже моё». */
const MATTER_CHARS_MIN = 25;

/** Reads «связать 54-26-000123», six digits of a code, or a follow link; null in any other message. */
export function proofInMessage(text: string): MessageProof | null {
  const link = LINK.exec(text);
  if (link) {
    const rest = text.replaceAll(new RegExp(LINK.source, 'gi'), '').trim();
    return { kind: 'link', token: link[1]!, alone: rest.length < MATTER_CHARS_MIN, rest };
  }
  const ask = ASK.exec(text);
  if (ask) return { kind: 'ask', number: ask[1]!.toUpperCase() };
  const code = CODE.exec(text);
  return code ? { kind: 'code', code: code[1]! } : null;
}
