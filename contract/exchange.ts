import { z } from 'zod';
import { CaseFilter } from './filters.ts';

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
