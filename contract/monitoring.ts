import { z } from 'zod';

export const SOURCE_KINDS = ['official', 'community', 'media', 'channel', 'personal'] as const;
export const SourceKind = z.enum(SOURCE_KINDS);
export const NETWORKS = ['vk', 'telegram', 'rss', 'ok', 'max', 'other'] as const;
export const Network = z.enum(NETWORKS);
export type Network = z.infer<typeof Network>;
/** `export`: a file that a person brings; `none`: only known, so that what comes of it by a channel has a name. */
export const READINGS = ['vk_search', 'feed', 'export', 'none'] as const;
export const Reading = z.enum(READINGS);

const count = z.number().int();
const moment = z.iso.datetime().nullable();
const code = z.string().max(100).nullable().default(null);

export const SaveSource = z
  .object({
    kind: SourceKind,
    network: Network,
    name: z.string().trim().min(2, 'Назовите источник').max(200),
    address: z
      .string()
      .trim()
      .max(500)
      .refine(
        (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
        'Адрес вида https://…',
      ),
    organisation: code,
    municipality: code,
    audience: count.min(0).max(200_000_000).nullable().default(null),
    reading: Reading,
    /** For the search: up to twenty questions. */
    queries: z.array(z.string().trim().min(2).max(200)).max(20).default([]),
    enabled: z.boolean().default(true),
  })
  .refine(({ reading, queries }) => reading !== 'vk_search' || queries.length > 0, {
    path: ['queries'],
    error: 'Впишите, что искать: хотя бы одну строку',
  });
export type SaveSource = z.output<typeof SaveSource>;

export const Source = z.object({
  id: z.string(),
  kind: SourceKind,
  network: Network,
  name: z.string(),
  address: z.string(),
  organisation: z.string().nullable(),
  municipality: z.string().nullable(),
  audience: count.nullable(),
  reading: Reading,
  queries: z.array(z.string()),
  enabled: z.boolean(),
  lastReadAt: moment,
  lastPosts: count.nullable(),
  lastCandidates: count.nullable(),
  lastErrorAt: moment,
  lastError: z.string().nullable(),
  /** Of the verdicts that the threshold is made of. */
  accepted: count,
  rejected: count,
  waiting: count,
  /** 0…1: a post of this source below it is no candidate. */
  threshold: z.number(),
});
export type Source = z.infer<typeof Source>;

/** Rows of a CSV with a header; nothing is written while `run` is false. */
export const ImportSources = z.object({ csv: z.string().max(2_000_000), run: z.boolean().default(false) });
export const ImportedSources = z.object({
  fresh: count,
  changed: count,
  rows: z.array(
    z.object({
      line: count,
      name: z.string(),
      address: z.string(),
      state: z.enum(['fresh', 'changed', 'wrong']),
      why: z.string().nullable(),
    }),
  ),
  wrong: count,
});
export type ImportedSources = z.infer<typeof ImportedSources>;

export const ReadPosts = z.object({ posts: count, candidates: count, copies: count });

export const REFUSALS = ['spam', 'advert', 'not_complaint', 'elsewhere'] as const;
export const Refusal = z.enum(REFUSALS);
export type Refusal = z.infer<typeof Refusal>;

export const CandidateFilter = z.object({
  source: z.string().max(60).optional(),
  municipality: z.string().max(100).optional(),
  topic: z.string().max(100).optional(),
  /** 0…1 */
  below: z.coerce.number().min(0).max(1).optional(),
});
export type CandidateFilter = z.output<typeof CandidateFilter>;

export const Candidate = z.object({
  id: z.string(),
  source: z.string(),
  sourceName: z.string(),
  sourceKind: SourceKind,
  audience: count.nullable(),
  network: Network,
  url: z.string().nullable(),
  at: z.iso.datetime(),
  text: z.string(),
  municipality: z.string().nullable(),
  placeWhy: z.string().nullable(),
  suggestions: z.array(z.object({ code: z.string(), p: z.number() })),
  /** 0…1, by the complaint model. */
  score: z.number(),
  words: z.array(z.string()),
  /** Near copies that came besides. */
  copies: count,
  /** An answer can go out under the post. */
  answerable: z.boolean(),
});
export type Candidate = z.infer<typeof Candidate>;
export const Candidates = z.object({ rows: z.array(Candidate), total: count });

export const AcceptCandidate = z.object({
  /** Named by the person; left out: triage decides as for any message. */
  topic: z.string().max(100).nullable().default(null),
  municipality: z.string().max(100).nullable().default(null),
});
export const AcceptedCandidate = z.object({ appeal: z.string(), number: z.string() });
export const RejectCandidate = z.object({ reason: Refusal });

/** What is done to all that a filter finds; `expected` is what the preview counted. */
export const DecideMany = z.object({
  filter: CandidateFilter,
  verdict: z.enum(['accept', ...REFUSALS]),
  /** Left out: only told what would happen. */
  expected: count.optional(),
});
export const DecidedMany = z.object({
  count,
  /** More than one run takes. */
  more: count,
  sample: z.array(Candidate),
  done: z.boolean(),
});
export type DecidedMany = z.infer<typeof DecidedMany>;
