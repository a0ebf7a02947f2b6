import { z } from 'zod';
import { AppealRow } from './appeals.ts';
import { Channel } from './vocabulary.ts';

/** How it is known that two identities are one person. */
export const IDENTITY_PROOFS = ['code', 'follow_link', 'operator'] as const;
export const IdentityProof = z.enum(IDENTITY_PROOFS);
export type IdentityProof = z.infer<typeof IdentityProof>;

/** A bond of two identities, as far as the reader sees a case of each. */
export const IdentityLink = z.object({
  id: z.uuid(),
  proof: IdentityProof,
  at: z.iso.datetime(),
  /** Who of staff decided it; null where the resident proved it. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The case of the other side through which it was made. */
  other: z.object({ id: z.string(), number: z.string(), channel: Channel }),
});
export type IdentityLink = z.infer<typeof IdentityLink>;

/** Other cases of the author of one case, under every identity that is known to be his; only those the reader sees. */
export const AuthorCases = z.object({
  links: z.array(IdentityLink),
  rows: z.array(AppealRow),
});
export type AuthorCases = z.infer<typeof AuthorCases>;

const Side = z.string().nullable();
/** What an operator is shown before he says that two authors are one. */
export const AuthorComparison = z.object({
  number: z.string(),
  /** Already one identity, or linked. */
  already: z.boolean(),
  rows: z.array(
    z.object({
      field: z.enum(['name', 'phone', 'email', 'channel', 'municipality', 'topic', 'address']),
      one: Side,
      other: Side,
      /** null where one of them says nothing. */
      same: z.boolean().nullable(),
    }),
  ),
});
export type AuthorComparison = z.infer<typeof AuthorComparison>;

const number = z.string().trim().min(3).max(60);
const reason = z.string().trim().min(5, 'Напишите, почему это один человек: хотя бы несколько слов').max(500);

export const CompareAuthors = z.object({ other: number });
export const LinkAuthors = z.object({ other: number, reason });
export const UnlinkAuthors = z.object({
  reason: z.string().trim().min(5, 'Напишите, почему связь снимается').max(500),
});

/** A resident says on his page that another case is his too. The answer is the same whether or not there is such a case. */
export const AskCode = z.object({ number });
export const CodeAsked = z.object({ minutes: z.number().int(), triesMax: z.number().int() });
export const ConfirmCode = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'Код — шесть цифр'),
});
export const CodeConfirmed = z.object({ linked: z.literal(true) });
