import { channelLift } from '../channel-growth.ts';
import type { CountGrid } from '../count-grid.ts';
import { dayPatternOf } from '../day-pattern.ts';
import type { DailyCounts } from './read-counts.ts';

export interface WatchedPlan {
  /** Day after the last, since 1970‑01‑01. */
  endDay: number;
  /** Days kept by place, and for the region as a whole (longer: it must have seen the last year's season). */
  days: number;
  wholeDays: number;
  /** Watched topics. */
  nodes: readonly string[];
  countedBy: readonly (readonly number[])[];
  places: readonly string[];
}

/** One series: its grid by place, and the same topics over the whole region as a grid of one place. */
export interface WatchedSeries {
  byPlace: CountGrid;
  whole: CountGrid;
  /** Counts of topics by day (topic × days of `whole` + day), a channel. */
  byChannel: Map<number, Int32Array>;
}

/**
 * Counts of the watched topics, kept between looks: pieces are put in again when their days may have changed. Appeals of an
 * unknown place count for the region only. Authors of a group are the sum over its topics: who writes on two topics of a
 * group on one day is counted twice there, which errs towards «many wrote».
 */
export class WatchedCounts {
  readonly plan: WatchedPlan;
  readonly series: readonly [appeals: WatchedSeries, publications: WatchedSeries];

  constructor(plan: WatchedPlan) {
    this.plan = plan;
    this.series = [newSeries(plan), newSeries(plan)];
  }

  /** Replaces what is known of the piece's days. @returns cells (of the grid by place) whose last day has grown, a series */
  put(piece: DailyCounts): [number[], number[]] {
    const { countedBy, places } = this.plan;
    const last = this.series.map(({ byPlace }) => lastDays(byPlace));
    for (const { byPlace, whole, byChannel } of this.series) {
      for (const grid of [byPlace, whole]) clearDays(grid, piece.fromDay, piece.toDay);
      for (const counts of byChannel.values())
        clearDays({ ...whole, counts, authors: undefined }, piece.fromDay, piece.toDay);
    }
    this.putChannels(piece);
    for (let row = 0; row < piece.day.length; row += 1) {
      const topic = piece.topic[row]!;
      if (topic < 0) continue;
      const { byPlace, whole } = this.series[piece.publication[row]! as 0 | 1];
      const place = piece.place[row]!;
      for (const node of countedBy[topic]!) {
        add(whole, node, piece, row);
        if (place >= 0) add(byPlace, node * places.length + place, piece, row);
      }
    }
    return this.series.map(({ byPlace }, at) => {
      const grown: number[] = [];
      lastDays(byPlace).forEach((count, cell) => {
        if (count > last[at]![cell]!) grown.push(cell);
      });
      return grown;
    }) as [number[], number[]];
  }

  private putChannels({ byChannel }: DailyCounts): void {
    if (!byChannel) return;
    const topics = this.plan.countedBy.length;
    for (let row = 0; row < byChannel.day.length; row += 1) {
      const topic = byChannel.topic[row]!;
      const { whole, byChannel: channels } = this.series[byChannel.publication[row]! as 0 | 1];
      const day = byChannel.day[row]! - whole.firstDay;
      if (topic < 0 || day < 0 || day >= whole.days) continue;
      const channel = byChannel.channel[row]!;
      let counts = channels.get(channel);
      if (!counts) channels.set(channel, (counts = new Int32Array(topics * whole.days)));
      const at = topic * whole.days + day;
      counts[at] = counts[at]! + byChannel.count[row]!;
    }
  }
}

/** By how much channels that grow as a whole lift each watched topic, for the grid by place and for the region. */
export function liftsOf(
  { byPlace, whole, byChannel }: WatchedSeries,
  { countedBy, nodes }: Pick<WatchedPlan, 'countedBy' | 'nodes'>,
): { byPlace: Float32Array; whole: Float32Array } | null {
  // One channel alone is the series itself, whose growth the common movement follows.
  if (byChannel.size < 2) return null;
  const { days } = whole;
  const counts = new Int32Array(byChannel.size * countedBy.length * days);
  for (const [at, own] of [...byChannel.values()].entries()) counts.set(own, at * countedBy.length * days);
  const { factor } = dayPatternOf(whole);
  const lift = channelLift(
    { channels: byChannel.size, topics: countedBy.length, days, counts },
    factor,
    nodes.length,
    countedBy,
  );
  const late = new Float32Array(nodes.length * byPlace.days);
  for (let node = 0; node < nodes.length; node += 1)
    late.set(lift.subarray((node + 1) * days - byPlace.days, (node + 1) * days), node * byPlace.days);
  return { byPlace: late, whole: lift };
}

function newSeries({ endDay, days, wholeDays, nodes, places }: WatchedPlan): WatchedSeries {
  const grid = (names: readonly string[], length: number): CountGrid => ({
    firstDay: endDay - length,
    days: length,
    places: names,
    topics: nodes,
    counts: new Int32Array(nodes.length * names.length * length),
    authors: new Int32Array(nodes.length * names.length * length),
  });
  return { byPlace: grid(places, days), whole: grid([''], wholeDays), byChannel: new Map() };
}

function add(grid: CountGrid, cell: number, piece: DailyCounts, row: number): void {
  const day = piece.day[row]! - grid.firstDay;
  if (day < 0 || day >= grid.days) return;
  const at = cell * grid.days + day;
  grid.counts[at] = grid.counts[at]! + piece.count[row]!;
  grid.authors![at] = grid.authors![at]! + piece.authors[row]!;
}

function clearDays(
  { counts, authors, days, firstDay }: Pick<CountGrid, 'counts' | 'authors' | 'days' | 'firstDay'>,
  fromDay: number,
  toDay: number,
): void {
  const from = Math.max(0, fromDay - firstDay);
  const to = Math.min(days, toDay - firstDay + 1);
  if (to <= from) return;
  for (let at = 0; at < counts.length; at += days) {
    counts.fill(0, at + from, at + to);
    authors?.fill(0, at + from, at + to);
  }
}

function lastDays({ counts, days }: CountGrid): Int32Array {
  const last = new Int32Array(counts.length / days);
  for (let cell = 0; cell < last.length; cell += 1) last[cell] = counts[cell * days + days - 1]!;
  return last;
}
