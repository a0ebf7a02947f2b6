import { z } from 'zod';
import { AppealRow, TopicSuggestion } from './appeals.ts';
import { Point } from './registry.ts';
import { Kind, Urgency } from './vocabulary.ts';

/** One matter that waits for a person: the text whole, three topics to choose from, and what was decided about the rest. */
export const QueuedAppeal = AppealRow.extend({
  version: z.number().int(),
  text: z.string(),
  suggestions: z.array(TopicSuggestion).max(5),
  urgencyReasons: z.array(z.string()),
  point: Point.nullable(),
  address: z.string().nullable(),
  placeWhy: z.string().nullable(),
  routeWhy: z.string(),
});
export type QueuedAppeal = z.infer<typeof QueuedAppeal>;

/** Most urgent first, then the least sure. */
export const TriageQueue = z.object({ rows: z.array(QueuedAppeal), total: z.number().int() });
export type TriageQueue = z.infer<typeof TriageQueue>;

/** The operator's decision; what is left out stays as triage set it. `If-Match: "<version>"` is required. */
export const DecideTriage = z.object({
  topic: z.string().max(100),
  municipality: z.string().max(40).nullable().optional(),
  organisation: z.string().max(100).optional(),
  kind: Kind.optional(),
  urgency: Urgency.optional(),
  /** The body complained about; null: none, the text was misread. */
  aboutOrganisation: z.string().max(100).nullable().optional(),
});
export type DecideTriage = z.infer<typeof DecideTriage>;

/** What the decision made of the case; `undo` within ten minutes takes it back to the queue. */
export const DecidedTriage = AppealRow.extend({ version: z.number().int(), routeWhy: z.string() });
export type DecidedTriage = z.infer<typeof DecidedTriage>;

/** «Кому и почему»: where a case would go with these choices, before deciding. */
export const PreviewRouteQuery = z.object({
  topic: z.string().max(100),
  municipality: z.string().max(40).optional(),
  /** The case it is asked for: its regime, channel and urgency decide the deadline. */
  appeal: z.uuid().optional(),
});
export const PreviewRoute = z.object({
  organisation: z.string(),
  why: z.string(),
  normDays: z.number().int().nullable(),
  /** Next deadline if it were decided so now. */
  dueAt: z.iso.datetime(),
});
export type PreviewRoute = z.infer<typeof PreviewRoute>;
