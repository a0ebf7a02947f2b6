import type pg from 'pg';
import type { FoundSpike, SpikeEvidence } from '../../../path/found-spike.ts';
import { formatDay, parseDay } from '../../../registry/calendar/index.ts';
import { leavesOf, pathOf, type Taxonomy } from '../../../registry/taxonomy.ts';
import type { BurstAnswer, BurstQuestion } from '../words/burst-terms.ts';
import { explainRise } from './explain-rise.ts';
import { type CellCase, readCases } from './read-cases.ts';

export interface EvidenceContext {
  pool: pg.Pool;
  regionId: string;
  timeZone: string;
  taxonomy: Taxonomy;
  now: Date;
  words(questions: BurstQuestion[]): Promise<BurstAnswer[]>;
}

/** The weeks that a wave's words and attributes are compared with. */
const BEFORE_DAYS = 42;
const CASES_NOW_MAX = 1500;
const CASES_BEFORE_MAX = 1500;
const USUAL_TEXTS_MIN = 150;
const SAMPLES = 8;
const FEW_AUTHORS_BELOW = 0.5;

/** What the cases behind a wave say: who wrote, in what words, what carries the rise, which cases to read. */
export async function gatherEvidence(found: FoundSpike, context: EvidenceContext): Promise<SpikeEvidence> {
  const cell = {
    regionId: context.regionId,
    timeZone: context.timeZone,
    series: found.series,
    topics: topicsUnder(found.topic, context.taxonomy),
    places: found.places,
  };
  const first = parseDay(found.firstDay);
  const [now, before] = await Promise.all([
    readCases(
      context.pool,
      { ...cell, from: found.firstDay, to: found.lastDay, limit: CASES_NOW_MAX },
      context.now,
    ),
    readCases(
      context.pool,
      {
        ...cell,
        from: formatDay(first - BEFORE_DAYS),
        to: formatDay(first - 1),
        limit: CASES_BEFORE_MAX,
      },
      context.now,
    ),
  ]);
  const usual = await usualTexts(found, cell, before, context);
  const [burst] = await context.words([{ now: now.map(toText), before: usual.map(toText) }]);
  const known = now.filter((each) => each.author !== null);
  const authors = known.length > 0 ? new Set(known.map((each) => each.author)).size : null;
  const share = (test: (each: CellCase) => boolean) => now.filter(test).length / Math.max(1, now.length);
  const days = parseDay(found.lastDay) - first + 1;
  return {
    authors,
    kind:
      authors === null || known.length < now.length / 2
        ? 'unknown'
        : authors < FEW_AUTHORS_BELOW * known.length
          ? 'few_authors'
          : 'wide',
    words: burst!.terms.map(({ word, authors: count, expected }) => ({ word, authors: count, expected })),
    explanation: explainRise(now, before, days, daysCovered(before, first)),
    samples: found.cases?.slice(0, SAMPLES) ?? samplesOf(now, burst!),
    urgentShare: share((each) => each.urgency >= 3),
    overdueShare: share((each) => each.overdue),
  };
}

/**
 * What people usually write of this: in this place, and where a small place says too little, of the topic in the whole region,
 * then of the group above it. «No water» itself is then no news, «the main has burst» is.
 */
async function usualTexts(
  found: FoundSpike,
  cell: { regionId: string; timeZone: string; series: FoundSpike['series'] },
  before: readonly CellCase[],
  context: EvidenceContext,
): Promise<readonly CellCase[]> {
  const first = parseDay(found.firstDay);
  let usual = before;
  for (const { code } of pathOf(found.topic, context.taxonomy).reverse()) {
    if (usual.length >= USUAL_TEXTS_MIN) break;
    const question = {
      ...cell,
      topics: topicsUnder(code, context.taxonomy),
      places: [],
      from: formatDay(first - BEFORE_DAYS),
      to: formatDay(first - 1),
      limit: CASES_BEFORE_MAX,
    };
    usual = await readCases(context.pool, question, context.now);
  }
  return usual;
}

const toText = ({ id, author, text }: CellCase) => ({ id, author, text });

/** A full page of earlier cases reaches back less far than asked. */
function daysCovered(before: readonly CellCase[], firstDay: number): number {
  if (before.length < CASES_BEFORE_MAX) return BEFORE_DAYS;
  return Math.max(1, firstDay - Math.floor(before.at(-1)!.filedAt.getTime() / 86_400_000));
}

/** One case an author, those with the wave's words first. */
function samplesOf(now: readonly CellCase[], burst: BurstAnswer): string[] {
  const weight = new Map<string, number>();
  for (const term of burst.terms) for (const id of term.ids) weight.set(id, (weight.get(id) ?? 0) + 1);
  const authors = new Set<string>();
  return [...now]
    .sort((a, b) => (weight.get(b.id) ?? 0) - (weight.get(a.id) ?? 0))
    .filter(({ id, author }) => {
      const who = author ?? id;
      if (authors.has(who)) return false;
      authors.add(who);
      return true;
    })
    .slice(0, SAMPLES)
    .map(({ id }) => id);
}

/** Leaves and groups: an appeal may carry either. */
export function topicsUnder(topic: string, taxonomy: Taxonomy): string[] {
  return [...new Set([topic, ...leavesOf(topic, taxonomy).map((leaf) => leaf.code)])];
}
