import { hashOf, seededRandom } from './random.ts';
import { type DemoStory, STORIES, type StoryPhase } from './stories.ts';
import { TROUBLES } from './troubles.ts';

/** A phase laid on the calendar. Days are numbers of local calendar days since 1970‑01‑01. */
export type PlannedPhase = {
  story: DemoStory;
  phase: StoryPhase;
  firstDay: number;
  /** First day after the phase. */
  endDay: number;
  /** Appeals planted on each day that has any. */
  perDay: ReadonlyMap<number, number>;
  total: number;
};

const DAY_MS = 86_400_000;

/** @param anchorDay the day the demo is told from; the plan depends on nothing else */
export function planStories(
  anchorDay: number,
  stories: readonly DemoStory[] = [...STORIES, ...TROUBLES],
): PlannedPhase[] {
  return stories.flatMap((story) =>
    story.phases.map((phase) => {
      const firstDay = firstDayOf(phase, anchorDay);
      const perDay = spread(phase, firstDay, hashOf(`${story.code}/${phase.name}/${anchorDay}`));
      const total = [...perDay.values()].reduce((sum, count) => sum + count, 0);
      return { story, phase, firstDay, endDay: firstDay + phase.days, perDay, total };
    }),
  );
}

function firstDayOf(phase: StoryPhase, anchorDay: number): number {
  if ('daysBefore' in phase.start) return anchorDay - phase.start.daysBefore;
  const { month, day } = phase.start;
  const year = new Date(anchorDay * DAY_MS).getUTCFullYear();
  const thisYear = Date.UTC(year, month - 1, day) / DAY_MS;
  return thisYear <= anchorDay - 21 ? thisYear : Date.UTC(year - 1, month - 1, day) / DAY_MS;
}

function spread(phase: StoryPhase, firstDay: number, seed: number): Map<number, number> {
  const random = seededRandom(seed);
  const perDay = new Map<number, number>();
  const add = (day: number, count: number) => perDay.set(day, (perDay.get(day) ?? 0) + count);
  const { flow, days } = phase;
  if (flow.shape === 'burst') {
    // News travels: the second day is the loudest, then it fades.
    const weights = Array.from({ length: days }, (_, at) => [0.6, 1, 0.8, 0.45][Math.min(at, 3)]!);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let left = flow.size;
    weights.forEach((weight, at) => {
      const count = at === days - 1 ? left : Math.round((flow.size * weight) / sum);
      add(firstDay + at, count);
      left -= count;
    });
  } else if (flow.shape === 'weekly') {
    for (let week = 0; week + 7 <= days; week += 7) {
      const count = random.whole(flow.min, flow.max);
      for (let i = 0; i < count; i++) add(firstDay + week + random.whole(0, 6), 1);
    }
  } else {
    for (let at = 0; at < days; at += flow.everyDays) {
      const failure = Math.min(days - 1, at + random.whole(0, 2));
      const count = random.whole(flow.min, flow.max);
      const first = Math.ceil(count * 0.6);
      add(firstDay + failure, first);
      if (count > first) add(firstDay + Math.min(days - 1, failure + 1), count - first);
    }
  }
  return perDay;
}
