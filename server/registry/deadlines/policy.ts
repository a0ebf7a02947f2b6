import { z } from 'zod';
import { Channel, Regime, Urgency } from '../../../contract/vocabulary.ts';
import rows from './policies.json' with { type: 'json' };
import { DueTime, LastDayRule, Term, Unit } from './term.ts';

export const STEPS = [
  'register',
  'forward',
  'first_answer',
  'final_answer',
  'answer_moderation',
  'approval',
] as const;
export const Step = z.enum(STEPS);
export type Step = z.infer<typeof Step>;

/** The event from which a step's term is counted. */
export const START_EVENTS = ['received', 'registered', 'assigned', 'drafted', 'interim_answer'] as const;
export const StartEvent = z.enum(START_EVENTS);
export type StartEvent = z.infer<typeof StartEvent>;

/** How much work the matter itself needs: at once · money or season needed · a cause to be removed. */
export const COMPLEXITIES = ['operational', 'resource_intensive', 'systemic'] as const;
export const Complexity = z.enum(COMPLEXITIES);
export type Complexity = z.infer<typeof Complexity>;

export const PolicyStep = z
  .object({
    step: Step,
    from: StartEvent.default('received'),
    amount: z.number().int().min(1),
    unit: Unit,
    lastDay: LastDayRule.default('as_is'),
    dueTime: DueTime.default('end_of_day'),
    /** By how many more of the same unit the term may be extended, with notice to the author. */
    extensionMax: z.number().int().min(1).optional(),
    /** The act the term comes from, in Russian: screens and answers quote it. */
    source: z.string().min(1),
  })
  .superRefine((step, context) => {
    const term = Term.safeParse({ ...step, amount: step.amount + (step.extensionMax ?? 0) });
    for (const issue of term.error?.issues ?? []) context.addIssue(issue.message);
  });
export type PolicyStep = z.output<typeof PolicyStep>;

/** What an appeal must be for the policy to hold; what is left out may be anything. */
export const PolicyMatch = z.object({
  regime: Regime.optional(),
  channel: Channel.optional(),
  /** Codes from the root of the taxonomy down; holds for everything below the last one. */
  topic: z.array(z.string()).min(1).optional(),
  complexity: Complexity.optional(),
  urgencyMin: Urgency.optional(),
  organisation: z.string().optional(),
});
export type PolicyMatch = z.infer<typeof PolicyMatch>;

export const Policy = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  /** null: a preset that holds only where somebody names it. */
  match: PolicyMatch.nullable(),
  steps: z
    .array(PolicyStep)
    .min(1)
    .max(20)
    .refine(
      (steps) => new Set(steps.map((step) => `${step.step} ${step.from}`)).size === steps.length,
      'Один шаг от одного события записан дважды',
    ),
});
export type Policy = z.output<typeof Policy>;

export const Policies = z
  .array(Policy)
  .refine(
    (policies) => new Set(policies.map((policy) => policy.id)).size === policies.length,
    'Две политики с одним именем',
  );

/** The policies a new region starts with; its own settings replace or add to them. */
export const DEFAULT_POLICIES: readonly Policy[] = Policies.parse(rows);
