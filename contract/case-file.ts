import { z } from 'zod';
import { ACTION_NAMES, type ActionName, CaseAction } from './casework.ts';
import { RemotePart } from './contractors.ts';
import { CaseFilter } from './filters.ts';
import { Outcome } from './vocabulary.ts';

const moment = z.iso.datetime();
const login = z.string().max(100);
const day = z.iso.date('Дата в виде ГГГГ-ММ-ДД');

export const ATTACHMENT_BYTES_MAX = 10_000_000;
export const ATTACHMENTS_MAX = 40;
export const BULK_MAX = 500;

export const Note = z.object({
  id: z.string(),
  at: moment,
  login,
  authorName: z.string().nullable(),
  text: z.string(),
  /** People called to it: they find the note among their mentions. */
  mentions: z.array(login),
});
export const AddNote = z.object({
  text: z.string().trim().min(1, 'Напишите заметку').max(5000),
  mentions: z.array(login).max(20).default([]),
});

export const CasePart = z.object({
  id: z.string(),
  organisation: z.string().nullable(),
  contractor: z.string().nullable(),
  task: z.string(),
  dueAt: moment.nullable(),
  state: z.enum(['asked', 'done', 'refused', 'cancelled']),
  result: z.string().nullable(),
  askedBy: login,
  askedAt: moment,
  settledBy: login.nullable(),
  settledAt: moment.nullable(),
  /** On a contractor's own server; null where it was not handed over. */
  remote: RemotePart.nullable(),
});
export const AskPart = z
  .object({
    organisation: z.string().max(100).optional(),
    /** Somebody outside the registry: a carrier, a building firm. */
    contractor: z.string().trim().min(2).max(300).optional(),
    task: z.string().trim().min(5, 'Напишите, что сделать').max(2000),
    until: day.optional(),
  })
  .refine(({ organisation, contractor }) => Boolean(organisation) !== Boolean(contractor), {
    message: 'Выберите организацию или впишите подрядчика',
    path: ['organisation'],
  });
export const SettlePart = z.object({
  state: z.enum(['done', 'refused', 'cancelled']),
  result: z.string().trim().min(3, 'Напишите, что сделано или почему нет').max(5000),
});

export const ATTACHMENT_PURPOSES = ['before', 'after', 'answer', 'note', 'scan'] as const;
export const Attachment = z.object({
  id: z.string(),
  at: moment,
  login,
  purpose: z.enum(ATTACHMENT_PURPOSES),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number().int(),
  takenAt: moment.nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  scan: z.enum(['not_scanned', 'clean', 'infected']),
});
export type Attachment = z.infer<typeof Attachment>;

export const LinkedCase = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  kind: z.enum(['duplicate', 'related', 'split', 'lead', 'follower']),
});
/** By number or identifier. */
export const LinkCase = z.object({
  other: z.string().trim().min(1).max(100),
  kind: z.enum(['related', 'duplicate']),
});
/** The case gets its answer from another one; «null» takes it apart again. */
export const JoinCase = z.object({ lead: z.string().trim().max(100).nullable() });
export const SplitCase = z.object({ text: z.string().trim().min(3, 'Выделите часть текста').max(10_000) });

/** Everything people keep beside a case. */
export const CaseFile = z.object({
  notes: z.array(Note),
  parts: z.array(CasePart),
  attachments: z.array(Attachment),
  links: z.array(LinkedCase),
  /** Who opened the contacts of the applicant. */
  readers: z.array(z.object({ at: moment, login, name: z.string().nullable() })),
});
export type CaseFile = z.infer<typeof CaseFile>;

/** Whom the case could be given to, best first. */
export const Assignees = z.object({
  rows: z.array(
    z.object({
      login,
      name: z.string(),
      role: z.string(),
      /** Open cases in hand. */
      load: z.number().int(),
      overdue: z.number().int(),
      /** Knows this topic by its skills. */
      skilled: z.boolean(),
      /** Closed cases of this topic. */
      experience: z.number().int(),
      absentUntil: day.nullable(),
    }),
  ),
  byLoad: login.nullable(),
  bySkill: login.nullable(),
});

export const AnswerTemplate = z.object({
  id: z.string(),
  topic: z.string().nullable(),
  outcome: Outcome.nullable(),
  title: z.string(),
  understood: z.string(),
  cause: z.string(),
  plan: z.string(),
  /** 1, 2, 3…: every change of the words is kept. */
  edition: z.number().int(),
  /** false: not offered to whoever writes. */
  enabled: z.boolean(),
  changedBy: login.nullable(),
  changedAt: moment.nullable(),
});
export type AnswerTemplate = z.infer<typeof AnswerTemplate>;
export const SaveTemplate = AnswerTemplate.pick({ topic: true, outcome: true }).extend({
  title: z.string().trim().min(2).max(200),
  understood: z.string().max(5000),
  cause: z.string().max(5000),
  plan: z.string().max(5000),
  enabled: z.boolean().default(true),
});
export const ChangeTemplate = SaveTemplate.extend({ edition: z.number().int().min(1) });
export const TemplateEdition = AnswerTemplate.pick({
  edition: true,
  title: true,
  understood: true,
  cause: true,
  plan: true,
}).extend({ at: moment, login, authorName: z.string().nullable() });
export type TemplateEdition = z.infer<typeof TemplateEdition>;

/** An action over many cases: those named, or those a filter finds. A macro is a saved list of such actions. */
export const Bulk = z.object({
  ids: z.array(z.uuid()).min(1).max(BULK_MAX).optional(),
  filter: CaseFilter.optional(),
  actions: z.array(CaseAction).min(1).max(5),
});
export type Bulk = z.output<typeof Bulk>;
/** What could be done to some of the chosen by the one who asks, most first; what speaks to one resident alone is not here. */
export const BulkSelection = Bulk.pick({ ids: true, filter: true });
export const AbleActions = z.object({
  total: z.number().int(),
  actions: z.array(
    z.object({ action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]), able: z.number().int() }),
  ),
});
export const BulkPreview = z.object({
  total: z.number().int(),
  /** More were found than one run takes; the rest stays for the next. */
  more: z.number().int(),
  able: z.number().int(),
  /** Why the others cannot: words → how many. */
  unable: z.array(z.object({ why: z.string(), count: z.number().int() })),
  sample: z.array(z.object({ id: z.string(), number: z.string(), status: z.string(), able: z.boolean() })),
});
export const BulkResult = z.object({
  runId: z.string(),
  done: z.number().int(),
  refused: z.array(z.object({ id: z.string(), number: z.string(), why: z.string() })),
});
export type BulkResult = z.infer<typeof BulkResult>;

export const Macro = z.object({
  id: z.string(),
  title: z.string(),
  actions: z.array(CaseAction),
});
export const SaveMacro = z.object({
  title: z.string().trim().min(2).max(200),
  actions: z.array(CaseAction).min(1).max(5),
});
