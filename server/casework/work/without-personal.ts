/** What may not leave to somebody outside: whose words they were and how to reach him. */
export interface PersonalFacts {
  name: string | null;
  email: string | null;
  phone: string | null;
}

const LEFT_OUT = '…';
const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** Ten digits or more with what people put between them; the number of an appeal (54-26-000123) is none. */
const PHONE = /(?<![\d-])(?!\d{2}-\d{2}-\d{4,9}(?!\d))\+?\d(?:[\s().\u2011-]*\d){9,14}(?!\d)/g;
/** A flat says who lives there; the house and the street are where the work is. */
const FLAT = /,?\s*(?:кв(?:артира)?|комн(?:ата)?)(?:\.\s*|\s+|(?=\d))№?\s*\d+[а-яё]?(?![\p{L}\d])/giu;
/** Shorter words of a name are found in too many others. */
const NAME_CHARS_MIN = 3;
/** Endings change in Russian; what stands before them does not. */
const ENDING_CHARS = 2;

/**
 * Text for somebody outside without the resident: his name in any case of declension, every phone and address of mail, every flat.
 * Built to take away too much rather than too little.
 */
export function withoutPersonal(text: string, { name, email, phone }: PersonalFacts): string {
  let left = text.replace(EMAIL, LEFT_OUT).replace(PHONE, LEFT_OUT).replace(FLAT, '');
  for (const exact of [email, phone]) if (exact) left = left.split(exact).join(LEFT_OUT);
  for (const word of (name ?? '').split(/[^\p{L}-]+/u)) {
    if (word.length < NAME_CHARS_MIN) continue;
    const root = word.length > 4 ? word.slice(0, -ENDING_CHARS) : word.slice(0, NAME_CHARS_MIN);
    left = left.replace(new RegExp(`(?<!\\p{L})${literal(root)}\\p{L}{0,4}(?!\\p{L})`, 'giu'), LEFT_OUT);
  }
  return left.replace(/[^\S\n]{2,}/g, ' ').trim();
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
