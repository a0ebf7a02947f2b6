// The other end of `detection-thread.ts`: holds the counts of one region and looks through them when asked.
import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from '../../../platform/work-thread.ts';
import { untaughtOf } from '../quiet-days.ts';
import { type BurstQuestion, burstTerms } from '../words/burst-terms.ts';
import type { DetectRequest, ThreadRequest } from './detection-thread.ts';
import { type Found, findWaves, recheckCells } from './find-waves.ts';
import { liftsOf, WatchedCounts } from './watched-counts.ts';

/** Of more cells that grew at once only the fullest are looked at now; the next whole look sees all. */
const RECHECKED_MAX = 60;
const RECHECKED_COUNT_MIN = 3;
const SERIES = ['appeals', 'publications'] as const;

let counts: WatchedCounts | null = null;
const grown: [Set<number>, Set<number>] = [new Set(), new Set()];
let last: [Found, Found] | null = null;

parentPort!.on('message', ({ id, request }: { id: number; request: ThreadRequest }) => {
  let answer: ThreadAnswer;
  try {
    answer = { id, result: answerTo(request) };
  } catch (error) {
    answer = { id, error: (error as Error).message };
  }
  parentPort!.postMessage(answer);
});

function answerTo(request: ThreadRequest): unknown {
  switch (request.type) {
    case 'plan':
      counts = new WatchedCounts(request.plan);
      last = null;
      return null;
    case 'counts':
      held()
        .put(request.piece)
        .forEach((cells, series) => {
          for (const cell of cells) grown[series as 0 | 1].add(cell);
        });
      return null;
    case 'detect':
      return detect(request);
    case 'recheck':
      return recheck(request);
    case 'words':
      return request.questions.map((question: BurstQuestion) => burstTerms(question));
  }
}

function held(): WatchedCounts {
  if (!counts) throw new Error('no counts yet');
  return counts;
}

function optionsOf(request: DetectRequest) {
  const { plan } = held();
  const above = aboveOf(plan.nodes, plan.countedBy);
  const at = new Map(plan.nodes.map((code, index) => [code, index]));
  const shifts = new Map(
    request.shifts.flatMap(([topic, shift]) => (at.has(topic) ? [[at.get(topic)!, shift] as const] : [])),
  );
  return { ...request, shifts, above: (topic: number) => above[topic]! };
}

/** For each watched topic itself and those above it: the shortest list that begins counting with it. */
function aboveOf(nodes: readonly string[], countedBy: readonly (readonly number[])[]): number[][] {
  const above: number[][] = nodes.map((_, index) => [index]);
  for (const list of countedBy) {
    list.forEach((node, at) => {
      if (list.length - at > above[node]!.length) above[node] = list.slice(at);
    });
  }
  return above;
}

function detect(request: DetectRequest) {
  const { series, plan } = held();
  const options = optionsOf(request);
  const above = (topic: string) => {
    const at = plan.nodes.indexOf(topic);
    return at < 0 ? [topic] : options.above(at).map((node) => plan.nodes[node]!);
  };
  const { byPlace, whole } = series[0];
  const untaught = [byPlace, whole].map((grid) => untaughtOf(grid, request.quiet, above));
  for (const each of series) {
    const lifts = liftsOf(each, plan);
    each.byPlace.lift = lifts?.byPlace;
    each.whole.lift = lifts?.whole;
    each.byPlace.untaught = untaught[0];
    each.whole.untaught = untaught[1];
  }
  last = [
    findWaves('appeals', series[0], options),
    findWaves('publications', series[1], { ...options, alarmsPerWeek: request.publicationAlarmsPerWeek }),
  ];
  for (const set of grown) set.clear();
  return last.flatMap((found) => found.spikes);
}

function recheck(request: DetectRequest) {
  if (!last) return [];
  const { series } = held();
  const options = optionsOf(request);
  return SERIES.flatMap((name, at) => {
    const { byPlace } = series[at]!;
    const today = (cell: number) => byPlace.counts[cell * byPlace.days + byPlace.days - 1]!;
    const cells = [...grown[at]!]
      .filter((cell) => today(cell) >= RECHECKED_COUNT_MIN)
      .sort((a, b) => today(b) - today(a))
      .slice(0, RECHECKED_MAX);
    grown[at]!.clear();
    return recheckCells(name, series[at]!, cells, last![at]!, options);
  });
}
