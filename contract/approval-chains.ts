import { z } from 'zod';
import { Outcome } from './vocabulary.ts';

/** Roles that may agree to an answer: two of the body, two of the centre. */
export const APPROVER_ROLES = ['approver', 'coordinator', 'curator', 'quality_controller'] as const;
export const CHAIN_STEPS_MAX = 6;

const code = z.string().max(100).nullable();

export const ApprovalTerm = z.object({
  amount: z.number().int().min(1, 'Срок шага — от одного').max(60, 'Срок шага — не больше 60'),
  unit: z.enum(['working_hours', 'working_days']),
});
export type ApprovalTerm = z.infer<typeof ApprovalTerm>;

/** Who agrees: whoever has the role, or one person; while that person is away, whoever has the role. */
export const ApprovalStep = z.object({
  role: z.enum(APPROVER_ROLES),
  person: z.string().max(100).nullable().default(null),
  term: ApprovalTerm.default({ amount: 1, unit: 'working_days' }),
});
export type ApprovalStep = z.output<typeof ApprovalStep>;

export const SaveChain = z
  .object({
    title: z.string().trim().min(3, 'Назовите цепочку').max(200),
    /** null = any; the most specific chain holds. A body's chain holds for those under it, a topic's for everything below. */
    organisation: code.default(null),
    topic: code.default(null),
    outcome: Outcome.nullable().default(null),
    steps: z
      .array(ApprovalStep)
      .min(1, 'Добавьте хотя бы один шаг')
      .max(CHAIN_STEPS_MAX, `Шагов не больше ${CHAIN_STEPS_MAX}`),
    /** Steps that the author would make himself are left out, but never fewer than these remain. */
    minSteps: z.number().int().min(1).max(CHAIN_STEPS_MAX),
    enabled: z.boolean().default(true),
  })
  .refine(({ steps, minSteps }) => minSteps <= steps.length, {
    message: 'Обязательных шагов больше, чем шагов в цепочке',
    path: ['minSteps'],
  });
export type SaveChain = z.output<typeof SaveChain>;

const NamedStep = ApprovalStep.extend({
  personName: z.string().nullable(),
  /** false: the person is switched off or away, so that the role stands in. */
  personThere: z.boolean(),
});
export const ApprovalChain = z.object({
  id: z.string(),
  title: z.string(),
  organisation: code,
  topic: code,
  outcome: Outcome.nullable(),
  steps: z.array(NamedStep),
  minSteps: z.number().int(),
  enabled: z.boolean(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
  /** Answers that wait in it now; they go on as they began. */
  running: z.number().int(),
});
export type ApprovalChain = z.infer<typeof ApprovalChain>;

/** People a step may be given to. */
export const ChainApprover = z.object({
  login: z.string(),
  name: z.string(),
  role: z.enum(APPROVER_ROLES),
  organisation: code,
});
export type ChainApprover = z.infer<typeof ChainApprover>;
export const ApprovalChains = z.object({
  chains: z.array(ApprovalChain),
  /** Empty for whoever may not change chains. */
  approvers: z.array(ChainApprover),
});
export type ApprovalChains = z.infer<typeof ApprovalChains>;

export const ChainPreviewQuery = z.object({
  /** Number or identifier of a case. */
  case: z.string().trim().min(1, 'Впишите номер дела').max(100),
  outcome: Outcome.default('solved'),
});
/** Who would agree to an answer in this case, were it sent now by the one who asks (or by an executor of its body). */
export const ChainPreview = z.object({
  id: z.string(),
  number: z.string(),
  /** null: no chain holds; then the approver of the body agrees to an executor's answer. */
  chain: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** true: the case waits in approval already, and these are the steps it was sent with. */
  running: z.boolean(),
  steps: z.array(NamedStep),
});
export type ChainPreview = z.infer<typeof ChainPreview>;
