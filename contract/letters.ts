import { z } from 'zod';

/** What is written to a resident on paper. Extension: 59‑ФЗ art. 12 part 2; forwarding: art. 8 part 3. */
export const LETTER_KINDS = [
  'answer',
  'interim',
  'question',
  'extended',
  'forwarded',
  'notice',
  'registered',
] as const;
export const LetterKind = z.enum(LETTER_KINDS);
export type LetterKind = z.infer<typeof LetterKind>;

export const LETTER_FORMATS = ['pdf', 'docx'] as const;
export type LetterFormat = (typeof LETTER_FORMATS)[number];
/** Letters in one file, and marked by one press. */
export const POST_MAX = 50;

const day = z.iso.date('Дата в виде ГГГГ-ММ-ДД');
const State = z.enum(['kept', 'to_print', 'sent']);

export const CaseLetter = z.object({
  /** Identifier of the answer, or «registered». */
  source: z.string(),
  kind: LetterKind,
  at: z.iso.datetime(),
  /** null until the letter is first made. */
  number: z.string().nullable(),
  state: State,
  sentOn: z.string().nullable(),
  track: z.string().nullable(),
});
export type CaseLetter = z.infer<typeof CaseLetter>;

/** How the case came on paper or in person, and the letters that can be made of it. */
export const CaseLetters = z.object({
  rows: z.array(CaseLetter),
  received: z
    .object({
      receivedOn: z.string(),
      registeredAt: z.iso.datetime(),
      registrationDueAt: z.iso.datetime().nullable(),
      office: z.string().nullable(),
      speaker: z.string().nullable(),
      cardNumber: z.string().nullable(),
      answerForm: z.enum(['written', 'oral']),
      postalAddress: z.string().nullable(),
      sender: z.string().nullable(),
      senderNumber: z.string().nullable(),
      senderDate: z.string().nullable(),
    })
    .nullable(),
});
export type CaseLetters = z.infer<typeof CaseLetters>;

export const LetterSource = z.object({
  id: z.uuid(),
  source: z.union([z.uuid(), z.literal('registered')]),
});

export const PostQuery = z.object({
  state: z.enum(['to_print', 'sent']).default('to_print'),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const PostLetter = z.object({
  id: z.string(),
  appealId: z.string(),
  appealNumber: z.string(),
  kind: LetterKind,
  at: z.iso.datetime(),
  number: z.string().nullable(),
  organisation: z.string(),
  name: z.string().nullable(),
  postalAddress: z.string(),
  sentOn: z.string().nullable(),
  track: z.string().nullable(),
});
export type PostLetter = z.infer<typeof PostLetter>;
export const Post = z.object({
  rows: z.array(PostLetter),
  total: z.number().int(),
  next: z.string().nullable(),
});

const ids = z.array(z.uuid()).min(1).max(POST_MAX, `Не больше ${POST_MAX} писем за раз`);
export const PostIds = z.object({ ids });
export const PrintQuery = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(ids),
});
/** Sent by post on a day; tracks by letter, for those that have one. */
export const MarkSent = PostIds.extend({
  on: day,
  tracks: z.record(z.uuid(), z.string().trim().max(40)).default({}),
});
export const Marked = z.object({ marked: z.number().int() });

const line = (max: number) => z.string().trim().max(max).default('');
export const Letterhead = z.object({
  address: line(300),
  phone: line(100),
  email: z.union([z.literal(''), z.email('Адрес почты с ошибкой')]).default(''),
  signerPosition: line(200),
  signerName: line(200),
  numberPrefix: z
    .string()
    .trim()
    .regex(/^[\p{L}\d/.-]{1,20}$/u, 'Буквы, цифры, точка, дефис и дробь, до 20 знаков')
    .default('ОГ'),
});
export type Letterhead = z.output<typeof Letterhead>;
