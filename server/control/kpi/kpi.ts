import type { KpiUnit } from '../../../contract/control.ts';

/**
 * What a KPI counts over. Each source is one reading of the database for all of its KPIs:
 *
 * - `filed` — cases filed in the period;
 * - `authors` — those of them by a known author on a known topic;
 * - `spots` — those of them with a point and a topic;
 * - `answered` — cases that got their final answer in it (their closing, where the answer itself has no date);
 * - `promises` — days named to residents that fell in it;
 * - `reviews` — answers looked at in it;
 * - `approvals` — answers whose last approver agreed in it;
 * - `stock` — cases open at its end;
 * - `bodies` — organisations of the region, now.
 */
export const SOURCES = [
  'filed',
  'authors',
  'spots',
  'answered',
  'promises',
  'reviews',
  'approvals',
  'stock',
  'bodies',
] as const;
export type Source = (typeof SOURCES)[number];

/** One KPI as data: a record more is a KPI more, in the API, on the page and in print. */
export interface Kpi {
  id: string;
  group: 'flow' | 'time' | 'quality' | 'satisfaction' | 'path';
  /** Russian, as it stands on the page. */
  title: string;
  /** The formula in words, Russian. */
  hint: string;
  /** What n counts, Russian genitive plural: «из 120 ответов». */
  of: string;
  unit: KpiUnit;
  better: 'more' | 'less' | 'neither';
  target?: { atLeast?: number; atMost?: number };
  source: Source;
  /** Aggregate over the source's columns (`read-kpis.ts` names them); null where there is nothing to judge from. */
  value: string;
  /** How many cases the value is made of. */
  n: string;
}
