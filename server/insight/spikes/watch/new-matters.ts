import { PUBLICATION_CHANNELS } from '../../../../contract/spikes.ts';
import type { FoundSpike } from '../../../path/found-spike.ts';
import { formatDay, parseDay } from '../../../registry/calendar/index.ts';
import { dayOf } from '../../../registry/region-day.ts';
import { pathOf, type Taxonomy } from '../../../registry/taxonomy.ts';
import type { BurstTerm } from '../words/burst-terms.ts';
import { type EvidenceContext, topicsUnder } from './gather-evidence.ts';
import { type CellCase, readCases } from './read-cases.ts';

/** The window, and the weeks it is held against. */
const WINDOW_DAYS = 2;
const BEFORE_DAYS = 28;
const CASES_MAX = 1200;
/** What a word must be before it is a matter of its own: said by so many, so much oftener than before, so unlikely. */
const AUTHORS_MIN = 6;
const RATIO_MIN = 5;
const P_MAX = 1e-8;
const MATTERS_A_GROUP = 1;
const IDS_MAX = 400;
/** A topic or place is named when it holds so much of the matter; else the group, or the whole region. */
const HOLDS = 0.6;

/**
 * The third detector: within each group of topics, words and pairs that burst in the last two days against four weeks before —
 * a matter for which counts are too small, or spread over topics, or which no topic has yet.
 */
export async function findNewMatters(context: EvidenceContext): Promise<FoundSpike[]> {
  const { taxonomy, timeZone } = context;
  const today = parseDay(dayOf(context.now, timeZone));
  const found: FoundSpike[] = [];
  // One group after another: none of it is urgent, and all of it at once would be felt by those who wait for a page.
  for (const group of taxonomy.topics.filter((topic) => topic.parent === null)) {
    const read = async (from: number, to: number) => {
      const parts = await Promise.all(
        (['appeals', 'publications'] as const).map((series) =>
          readCases(
            context.pool,
            {
              regionId: context.regionId,
              timeZone,
              series,
              topics: topicsUnder(group.code, taxonomy),
              places: [],
              from: formatDay(from),
              to: formatDay(to),
              limit: CASES_MAX,
            },
            context.now,
          ),
        ),
      );
      return parts.flat();
    };
    const now = await read(today - WINDOW_DAYS + 1, today);
    if (now.length < AUTHORS_MIN) continue;
    const before = await read(today - WINDOW_DAYS - BEFORE_DAYS + 1, today - WINDOW_DAYS);
    const dayOfCase = (each: CellCase) => dayOf(each.filedAt, timeZone);
    const text = (each: CellCase) => ({
      id: each.id,
      author: each.author,
      text: each.text,
      day: dayOfCase(each),
    });
    const [answer] = await context.words([
      { now: now.map(text), before: before.map(text), falseShare: 0.01, idsMax: IDS_MAX },
    ]);
    const telling = answer!.terms.filter(
      (term) => term.authors >= AUTHORS_MIN && term.authors >= RATIO_MIN * term.expected && term.p <= P_MAX,
    );
    for (const term of telling.slice(0, MATTERS_A_GROUP)) {
      found.push(matterOf(term, group.code, now, today, taxonomy));
    }
  }
  return found;
}

function matterOf(
  term: BurstTerm,
  group: string,
  now: readonly CellCase[],
  today: number,
  taxonomy: Taxonomy,
): FoundSpike {
  const cases = now.filter((each) => term.ids.includes(each.id));
  const holds = (count: number) => count >= HOLDS * cases.length;
  const topics = new Map<string, number>();
  for (const each of cases) {
    for (const { code } of pathOf(each.topic, taxonomy)) topics.set(code, (topics.get(code) ?? 0) + 1);
  }
  // The deepest that holds most of it.
  const topic =
    [...topics]
      .filter(([, count]) => holds(count))
      .map(([code]) => code)
      .sort((a, b) => pathOf(b, taxonomy).length - pathOf(a, taxonomy).length)[0] ?? group;
  const places = new Map<string, number>();
  for (const { municipality } of cases) {
    if (municipality) places.set(municipality, (places.get(municipality) ?? 0) + 1);
  }
  const place = [...places].find(([, count]) => holds(count))?.[0];
  const byDay = new Map<string, number>();
  for (const [day, count] of term.days) byDay.set(day, (byDay.get(day) ?? 0) + count);
  const first = today - WINDOW_DAYS - BEFORE_DAYS + 1;
  const days = Array.from({ length: today - first + 1 }, (_, at) => formatDay(first + at));
  const usual = term.expected / WINDOW_DAYS;
  const counts = days.map((day) => byDay.get(day) ?? 0);
  const window = days.slice(-WINDOW_DAYS).filter((day) => (byDay.get(day) ?? 0) > 0);
  const peakCount = Math.max(...counts.slice(-WINDOW_DAYS));
  return {
    series: isPublished(cases) ? 'publications' : 'appeals',
    detector: 'words',
    topic,
    places: place ? [place] : [],
    firstDay: window[0] ?? formatDay(today),
    lastDay: window.at(-1) ?? formatDay(today),
    peakDay: days.findLast((day) => byDay.get(day) === peakCount) ?? formatDay(today),
    peakCount,
    count: cases.length,
    expected: term.expected,
    p: term.p,
    score: term.g2,
    chart: {
      firstDay: days[0]!,
      counts,
      usual: days.map(() => usual),
      upper: days.map(() => usual + 2 * Math.sqrt(usual)),
    },
    cases: cases.slice(0, 20).map((each) => each.id),
  };
}

function isPublished(cases: readonly CellCase[]): boolean {
  const published = cases.filter(({ channel }) =>
    (PUBLICATION_CHANNELS as readonly string[]).includes(channel),
  );
  return published.length > cases.length / 2;
}
