import { z } from 'zod';
import { Regime } from '../../contract/vocabulary.ts';

/** What the page reads of a policy; whatever else it holds goes back to the server as it came. */
export const ShownStep = z.looseObject({
  step: z.string(),
  from: z.string().default('received'),
  amount: z.number(),
  unit: z.string(),
  lastDay: z.string().default('as_is'),
  extensionMax: z.number().optional(),
  source: z.string(),
});
export type ShownStep = z.infer<typeof ShownStep>;

export const ShownPolicy = z.looseObject({
  id: z.string(),
  title: z.string(),
  match: z
    .looseObject({
      regime: Regime.optional(),
      channel: z.string().optional(),
      topic: z.array(z.string()).optional(),
      complexity: z.string().optional(),
      urgencyMin: z.number().optional(),
      organisation: z.string().optional(),
    })
    .nullable(),
  steps: z.array(ShownStep),
});
export type ShownPolicy = z.infer<typeof ShownPolicy>;
