import { PUBLICATION_CHANNELS } from '../../contract/spikes.ts';
import { DEMO_REGION_FILE, HISTORY_DAYS, PER_WEEK } from '../../server/demo/demo-plan.ts';
import { generateDemoAppeals, planStories } from '../../server/demo/index.ts';
import { findWaves } from '../../server/insight/spikes/watch/find-waves.ts';
import { topicNodes } from '../../server/insight/spikes/watch/topic-nodes.ts';
import { liftsOf, WatchedCounts } from '../../server/insight/spikes/watch/watched-counts.ts';
import { formatDay, parseDay } from '../../server/registry/calendar/index.ts';
import { readRegionFile } from '../../server/registry/region-file.ts';
import { loadTaxonomy, pathOf } from '../../server/registry/taxonomy.ts';

/**
 * Which of the demo region's spikes are planted ones: two years of its appeals, by the topic each was written for, through the watch.
 * A spike is planted when it shares a story's topic branch, place and days. Run: `npx tsx test/quality/spikes-demo.ts [--list]`.
 */
const END = '2026-11-20';
const WATCHED_DAYS = 400;
const WARM_UP_DAYS = 42;

const taxonomy = loadTaxonomy();
const nodes = topicNodes(taxonomy);
const region = readRegionFile(DEMO_REGION_FILE);
const places = region.municipalities.map(({ code }) => code);
const endDay = parseDay(END);
const counts = new WatchedCounts({
  endDay,
  days: WATCHED_DAYS,
  wholeDays: HISTORY_DAYS,
  nodes: nodes.codes,
  countedBy: nodes.countedBy,
  places,
});
const columns = {
  topic: [] as number[],
  place: [] as number[],
  day: [] as number[],
  publication: [] as number[],
  channel: [] as number[],
};
const channels: string[] = [];
const options = {
  seed: 54,
  region,
  taxonomy,
  from: new Date((endDay - HISTORY_DAYS) * 86_400_000),
  to: new Date(endDay * 86_400_000),
  perWeek: PER_WEEK,
};
for (const { filedAt, topicCode, municipalityCode, channel } of generateDemoAppeals(options)) {
  if (!channels.includes(channel)) channels.push(channel);
  columns.topic.push(nodes.topics.indexOf(topicCode));
  columns.place.push(places.indexOf(municipalityCode));
  // Seven hours ahead of Greenwich all the year round.
  columns.day.push(Math.floor((filedAt.getTime() + 7 * 3_600_000) / 86_400_000));
  columns.publication.push(PUBLICATION_CHANNELS.includes(channel) ? 1 : 0);
  columns.channel.push(channels.indexOf(channel));
}
const [topic, place, day, publication, channel] = Object.values(columns).map((list) =>
  Int32Array.from(list),
) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
const one = new Int32Array(topic.length).fill(1);
counts.put({
  fromDay: endDay - HISTORY_DAYS,
  toDay: endDay - 1,
  topic,
  place,
  day,
  count: one,
  authors: one,
  publication,
  byChannel: { channel, topic, day, publication, count: one },
});
const phases = planStories(endDay);
const above = (node: number) => nodes.countedBy[nodes.topics.indexOf(nodes.codes[node]!)]!;
let planted = 0;
let all = 0;
const found = new Set<string>();
for (const [at, series] of counts.series.entries()) {
  const lifts = liftsOf(series, counts.plan);
  series.byPlace.lift = lifts?.byPlace;
  series.whole.lift = lifts?.whole;
  const { spikes } = findWaves(at === 0 ? 'appeals' : 'publications', series, {
    alarmsPerWeek: 2,
    fromDay: WARM_UP_DAYS,
    neighbours: places.map(() => []),
    shifts: new Map(),
    above,
    scan: false,
  });
  for (const spike of spikes) {
    const story = phases.find(({ story, firstDay, endDay: after }) => {
      const path = pathOf(story.topicCode, taxonomy).map(({ code }) => code);
      const inPlace = spike.places.length === 0 || spike.places.includes(story.municipalityCode);
      return (
        path.includes(spike.topic) &&
        inPlace &&
        spike.firstDay <= formatDay(after) &&
        spike.lastDay >= formatDay(firstDay)
      );
    });
    all += 1;
    if (story) planted += 1;
    if (story) found.add(`${story.story.code}: ${story.phase.name}`);
    if (process.argv.includes('--list'))
      console.log(
        `  ${story ? story.story.code : '—'} ${spike.series} ${spike.topic} ${spike.places.join(',') || 'region'} ${spike.firstDay}–${spike.lastDay} ${spike.count} against ${spike.expected}`,
      );
  }
}
console.log(
  `demo: ${all} spikes in ${WATCHED_DAYS - WARM_UP_DAYS} days, ${planted} of them planted (${Math.round((100 * planted) / Math.max(1, all))} %), of ${found.size} planted phases`,
);
