import { z } from 'zod';
import { Regime } from './vocabulary.ts';

/** A change of one norm: of a topic, in days, or of a whole policy (its shape: `server/registry/deadlines/policy.ts`). */
export const NormChange = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('topic'),
    topic: z.string().max(100),
    /** null: only the policy counts. */
    days: z.number().int().min(1).max(365).nullable(),
  }),
  z.object({ of: z.literal('policy'), policy: z.record(z.string(), z.unknown()) }),
]);
export type NormChange = z.infer<typeof NormChange>;

/** What a change does, or would do, to the cases that are open. */
export const NormEffect = z.object({
  open: z.number().int(),
  changed: z.number().int(),
  earlier: z.number().int(),
  later: z.number().int(),
  /** Of the changed: past their new term at once. */
  overdueNow: z.number().int(),
});
export type NormEffect = z.infer<typeof NormEffect>;

export const Norms = z.object({
  topics: z.array(
    z.object({
      topic: z.string(),
      /** Days from registration that shorten what the policy allows; null = only the policy counts. */
      days: z.number().int().nullable(),
      /** By regime, which policy holds for a matter of ordinary urgency that came by no particular channel. */
      policies: z.record(Regime, z.string()),
    }),
  ),
  policies: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      own: z.boolean(),
      policy: z.record(z.string(), z.unknown()),
    }),
  ),
});
