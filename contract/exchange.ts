import { z } from 'zod';
import { CaseFilter } from './filters.ts';
import { Point } from './registry.ts';
import { Channel, Kind, Outcome, Regime } from './vocabulary.ts';

export const EXPORT_PROFILES = ['otklik', 'incident', 'sstu', 'president', 'indicators'] as const;
export const ExportProfile = z.enum(EXPORT_PROFILES);
export type ExportProfile = z.infer<typeof ExportProfile>;

export const EXPORT_FORMATS = ['csv', 'jsonl', 'xlsx', 'json'] as const;
export const ExportFormat = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof ExportFormat>;

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The filter of the list and the shape wanted; what the list shows, the file has. */
export const ExportQuery = CaseFilter.extend({
  as: ExportProfile.default('otklik'),
  /** The profile's first when left out. */
  format: ExportFormat.optional(),
  /** A calendar month YYYY-MM instead of `from` and `to`. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Месяц в виде ГГГГ-ММ')
    .optional(),
  /** GUID of this body in ССТУ: the profile `sstu` cannot do without. */
  department: z.string().regex(GUID, 'GUID органа в ССТУ').optional(),
  /** As the list was sorted: an order by term leaves out what is ended. */
  sort: z.enum(['newest', 'oldest', 'due', 'relevance']).default('newest'),
});
export type ExportQuery = z.output<typeof ExportQuery>;

/** A campaign («прямая линия»): declared calls or letters on a theme; what comes of it carries its tag. */
export const NewCampaign = z.object({
  name: z.string().trim().min(3, 'Назовите кампанию').max(200),
  theme: z.string().trim().max(500).default(''),
  speakers: z.string().trim().max(500).default(''),
  /** One word for marks and files. */
  tag: z
    .string()
    .trim()
    .regex(/^[\p{L}\d_-]{2,40}$/u, 'Метка: одно слово из букв, цифр, дефиса'),
  from: z.iso.date('Дата в виде ГГГГ-ММ-ДД'),
  to: z.iso.date('Дата в виде ГГГГ-ММ-ДД'),
});
export type NewCampaign = z.input<typeof NewCampaign>;
export const Campaign = NewCampaign.extend({ id: z.string(), count: z.number().int(), open: z.boolean() });
export type Campaign = z.infer<typeof Campaign>;

const counted = z.array(z.object({ key: z.string().nullable(), count: z.number().int() }));
export const CampaignSummary = Campaign.extend({
  answered: z.number().int(),
  overdue: z.number().int(),
  ratingMean: z.number().nullable(),
  byChannel: counted,
  byTopic: counted,
  byMunicipality: counted,
  byOrganisation: counted,
});
export type CampaignSummary = z.infer<typeof CampaignSummary>;

const moment = z.iso.datetime();
const sha256 = z.string().regex(/^[\da-f]{64}$/);
const region = z.object({ code: z.string().max(20), name: z.string().max(200) });

/** One case on its way to another region: what it is, what was done, and what lies with it (files by their digests). */
export const CasePackage = z.object({
  format: z.literal('otklik-case'),
  version: z.literal(1),
  region,
  case: z.object({
    number: z.string().min(1).max(60),
    channel: Channel,
    regime: Regime,
    kind: Kind,
    filedAt: moment,
    registeredAt: moment,
    dueAt: moment.nullable(),
    text: z.string().min(1).max(100_000),
    address: z.string().max(500).nullable(),
    point: Point.nullable(),
    topic: z.string().max(100).nullable(),
    topicPath: z.array(z.string().max(200)).max(6),
    municipalityName: z.string().max(200).nullable(),
    /** Left out where whoever packs may not see contacts. */
    contact: z
      .object({
        name: z.string().max(300).nullable(),
        email: z.string().max(300).nullable(),
        phone: z.string().max(60).nullable(),
      })
      .nullable(),
  }),
  history: z.array(z.object({ at: moment, type: z.string().max(100) })).max(2000),
  answers: z
    .array(z.object({ at: moment, kind: z.string().max(20), text: z.string().max(100_000) }))
    .max(200),
  attachments: z
    .array(
      z.object({
        name: z.string().max(300),
        contentType: z.string().max(100),
        bytes: z.number().int(),
        sha256,
      }),
    )
    .max(500),
  /** SHA-256 of everything above as this schema writes it. */
  digest: sha256,
});
export type CasePackage = z.infer<typeof CasePackage>;

/** What became of a case there, on its way back. */
export const CaseResult = z.object({
  format: z.literal('otklik-result'),
  version: z.literal(1),
  region,
  /** Number of the side that sent the case. */
  number: z.string().min(1).max(60),
  theirNumber: z.string().min(1).max(60),
  /** Digest of the package it answers. */
  packageDigest: sha256,
  outcome: Outcome,
  text: z.string().min(10).max(10_000),
  answeredAt: moment,
  digest: sha256,
});
export type CaseResult = z.infer<typeof CaseResult>;
