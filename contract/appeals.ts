import { z } from 'zod';
import { CaseLife } from './casework.ts';
import { CaseFilter } from './filters.ts';
import { Point } from './registry.ts';
import { Channel, Kind, Outcome, Regime, Status, TriageState, Urgency } from './vocabulary.ts';

export const TEXT_CHARS_MAX = 10_000;
export const PHOTOS_MAX = 5;
export const PHOTO_BYTES_MAX = 10_000_000;

/** What a resident (or a program on behalf of one) files. `Idempotency-Key` in the header makes a repeat harmless. */
export const FileAppeal = z.object({
  /** Region code; may be left out where the installation serves one region. */
  region: z.string().max(20).optional(),
  text: z
    .string()
    .trim()
    .min(3, 'Напишите, что случилось: хотя бы несколько слов')
    .max(TEXT_CHARS_MAX, 'Текст длиннее 10 000 знаков: оставьте главное, подробности приложите фотографиями'),
  point: Point.optional(),
  address: z.string().trim().max(500).optional(),
  municipality: z.string().max(40).optional(),
  /** A topic the resident chose himself; triage weighs it, it does not rule. */
  topic: z.string().max(100).optional(),
  photos: z
    .array(z.uuid('Нет такой фотографии: приложите её заново'))
    .max(PHOTOS_MAX, 'Не больше пяти фотографий')
    .optional(),
  contact: z
    .object({
      name: z.string().trim().max(200).optional(),
      email: z.email('Адрес почты с ошибкой').max(200).optional().or(z.literal('')),
      phone: z.string().trim().max(40).optional(),
    })
    .optional(),
  /** Page and organisation of an embedded form. */
  source: z
    .object({
      page: z.string().max(500).optional(),
      organisation: z.string().max(100).optional(),
      /** utm_source, utm_medium … of the page around, without their prefix. */
      utm: z.record(z.string().max(20), z.string().max(100)).optional(),
    })
    .optional(),
});
export type FileAppeal = z.input<typeof FileAppeal>;

export const FiledAppeal = z.object({
  id: z.string(),
  number: z.string(),
  /** Address of the page that shows the resident what is being done; works without an account. */
  followUrl: z.string(),
  topic: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Code of the registry. */
  municipality: z.string().nullable(),
  /** Full name. */
  organisation: z.string(),
  dueAt: z.iso.datetime(),
  /** true when this key was already filed: nothing new was made. */
  repeated: z.boolean(),
});
export type FiledAppeal = z.infer<typeof FiledAppeal>;

export const UploadedPhoto = z.object({ id: z.string(), bytes: z.number().int(), contentType: z.string() });
export type UploadedPhoto = z.infer<typeof UploadedPhoto>;

/** The resident's page: no personal data, nothing internal. */
export const FollowedAppeal = z.object({
  number: z.string(),
  text: z.string(),
  filedAt: z.iso.datetime(),
  status: Status,
  topicName: z.string().nullable(),
  municipalityName: z.string().nullable(),
  organisationName: z.string(),
  dueAt: z.iso.datetime().nullable(),
  steps: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  /** What was said to the resident, oldest first. */
  answers: z.array(
    z.object({ at: z.iso.datetime(), kind: z.string(), text: z.string(), organisationName: z.string() }),
  ),
  /** What he wrote by his link, oldest first. */
  replies: z.array(z.object({ at: z.iso.datetime(), text: z.string() })),
  /** The day that was named to him and is still ahead or was not kept. */
  promise: z.object({ text: z.string(), until: z.iso.date(), state: z.string() }).nullable(),
  /** Until when the case stands still or is expected back; null otherwise. */
  heldUntil: z.iso.datetime().nullable(),
  /** The case waits for his answer to a question. */
  asked: z.boolean(),
  outcome: Outcome.nullable(),
  rating: z.number().int().nullable(),
  /** What the resident may do now by his link. */
  actions: z.array(z.string()),
});
export type FollowedAppeal = z.infer<typeof FollowedAppeal>;

export const AppealRow = z.object({
  id: z.string(),
  number: z.string(),
  filedAt: z.iso.datetime(),
  channel: Channel,
  kind: Kind,
  status: Status,
  triage: TriageState,
  urgency: Urgency,
  topic: z.string().nullable(),
  municipality: z.string().nullable(),
  organisation: z.string(),
  dueAt: z.iso.datetime().nullable(),
  /** First 300 characters, line breaks as spaces. */
  excerpt: z.string(),
});
export type AppealRow = z.infer<typeof AppealRow>;

export const AppealListQuery = CaseFilter.extend({
  sort: z.enum(['newest', 'oldest', 'due', 'relevance']).default('newest'),
  /** Opaque place where the previous page ended. */
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const AppealList = z.object({
  rows: z.array(AppealRow),
  next: z.string().nullable(),
  /** How many the filter finds; `atLeast` when counting stopped at its bound. */
  total: z.object({ count: z.number().int(), atLeast: z.boolean() }),
  /** A corrected spelling that was searched for instead, if any. */
  searchedFor: z.string().nullable(),
});
export type AppealList = z.infer<typeof AppealList>;

export const TopicSuggestion = z.object({ code: z.string(), p: z.number() });
export type TopicSuggestion = z.infer<typeof TopicSuggestion>;

export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  type: z.string(),
  /** Login of the person, or null when the system did it. */
  actor: z.string().nullable(),
  actorName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Perhaps the same matter; those of the same author, in whatever channel, stand first. */
export const SimilarCase = AppealRow.extend({ sameAuthor: z.boolean() });
export type SimilarCase = z.infer<typeof SimilarCase>;

export const AppealCard = AppealRow.omit({ excerpt: true }).extend({
  version: z.number().int(),
  text: z.string(),
  regime: Regime,
  registeredAt: z.iso.datetime(),
  point: Point.nullable(),
  address: z.string().nullable(),
  placeWhy: z.string().nullable(),
  suggestions: z.array(TopicSuggestion),
  modelVersion: z.string().nullable(),
  urgencyReasons: z.array(z.string()),
  routeWhy: z.string(),
  coExecutors: z.array(z.string()),
  deadlineSteps: z.array(
    z.object({
      step: z.string(),
      dueAt: z.iso.datetime(),
      source: z.string(),
      /** Set once the step is made. */
      doneAt: z.iso.datetime().optional(),
    }),
  ),
  outcome: Outcome.nullable(),
  closedAt: z.iso.datetime().nullable(),
  contact: z
    .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() })
    .nullable(),
  photos: z.array(z.object({ id: z.string(), contentType: z.string() })),
  sourceName: z.string().nullable(),
  externalId: z.string(),
  history: z.array(HistoryEntry),
  similar: z.array(SimilarCase),
  life: CaseLife,
});
export type AppealCard = z.infer<typeof AppealCard>;
