import { DEMO_REGION_FILE } from '../../server/demo/demo-plan.ts';
import { generateDemoAppeals } from '../../server/demo/index.ts';
import { seededRandom } from '../../server/demo/random.ts';
import { findWaves } from '../../server/insight/spikes/watch/find-waves.ts';
import type { DailyCounts } from '../../server/insight/spikes/watch/read-counts.ts';
import { topicNodes } from '../../server/insight/spikes/watch/topic-nodes.ts';
import { liftsOf, WatchedCounts } from '../../server/insight/spikes/watch/watched-counts.ts';
import { parseDay } from '../../server/registry/calendar/index.ts';
import { readRegionFile } from '../../server/registry/region-file.ts';
import { loadTaxonomy } from '../../server/registry/taxonomy.ts';

/**
 * A channel that is connected, or grows, among invented appeals of a region: how many waves the watch then raises in a fortnight,
 * without and with the lift of channels, beside the same days without the channel. It brings a quarter of the region's flow with a mix
 * of topics of its own (each topic × e^N(0, 0.5)). A planted wave in one cell must still be found.
 * Run: `npx tsx test/quality/spikes-channel.ts [--seeds 1-3]`.
 */
const END = '2026-09-14';
const DAYS = 240;
const FORTNIGHT = 14;
const NEW_CHANNEL = 99;
const PER_WEEK = 5500;

const taxonomy = loadTaxonomy();
const nodes = topicNodes(taxonomy);
const endDay = parseDay(END);
const startDay = endDay - DAYS;
type Row = { topic: number; place: number; day: number; channel: number };

const argument = process.argv[process.argv.indexOf('--seeds') + 1];
const [first = 1, last = 3] = process.argv.includes('--seeds') ? argument!.split('-').map(Number) : [];
const region = readRegionFile(DEMO_REGION_FILE);
const places = region.municipalities.map(({ code }) => code);
console.log('channels: waves raised in the fortnight after a channel began; mean of the seeds');
const sums = new Map<string, number[]>();
const tell = (name: string, value: number) => sums.set(name, [...(sums.get(name) ?? []), value]);
for (let seed = first; seed <= (last || first); seed += 1) {
  const usual = usualRows(seed);
  tell('no new channel', alarmsOf(usual, false));
  tell('no new channel, lift', alarmsOf(usual, true));
  for (const shape of ['connected', 'growing'] as const) {
    const rows = [...usual, ...channelRows(seed, usual, shape)];
    tell(`${shape}`, alarmsOf(rows, false));
    tell(`${shape}, lift`, alarmsOf(rows, true));
    const wave = plantedWave(usual);
    tell(`${shape}, lift: planted wave found`, foundOf([...rows, ...wave], wave[0]!));
  }
}
for (const [name, values] of sums)
  console.log(
    `  ${name.padEnd(40)} ${(values.reduce((sum, n) => sum + n, 0) / values.length).toFixed(1)} (${values.join(' ')})`,
  );

function usualRows(seed: number): Row[] {
  const channels = new Map<string, number>();
  const rows: Row[] = [];
  const options = {
    seed,
    region,
    taxonomy,
    from: new Date((startDay - 1) * 86_400_000),
    to: new Date(endDay * 86_400_000),
    anchor: new Date((endDay + 400) * 86_400_000),
    perWeek: PER_WEEK,
  };
  for (const { filedAt, topicCode, municipalityCode, channel } of generateDemoAppeals(options)) {
    const day = Math.floor(filedAt.getTime() / 86_400_000);
    if (day < startDay) continue;
    if (!channels.has(channel)) channels.set(channel, channels.size);
    rows.push({
      topic: nodes.topics.indexOf(topicCode),
      place: places.indexOf(municipalityCode),
      day,
      channel: channels.get(channel)!,
    });
  }
  return rows;
}

/** A quarter more, drawn from the usual topics and places, each topic as often as this channel's people care for it. */
function channelRows(seed: number, usual: readonly Row[], shape: 'connected' | 'growing'): Row[] {
  const random = seededRandom(7000 + seed);
  const liking = nodes.topics.map(() => Math.exp(0.5 * random.normal()));
  const most = Math.max(...liking);
  const began = endDay - FORTNIGHT;
  const rows: Row[] = [];
  for (let day = startDay; day < endDay; day += 1) {
    // Growing: a twentieth of the flow until six weeks ago, then up to a quarter.
    const share =
      shape === 'connected'
        ? day >= began
          ? 0.25
          : 0
        : 0.05 + 0.2 * Math.min(1, Math.max(0, (day - endDay + 42) / 42));
    const weekday = (day + 3) % 7;
    let left = random.poisson((PER_WEEK / 7) * share * (weekday >= 5 ? 0.8 : 1.08));
    while (left > 0) {
      const like = usual[random.whole(0, usual.length - 1)]!;
      if (random.next() > liking[like.topic]! / most) continue;
      rows.push({ ...like, day, channel: NEW_CHANNEL });
      left -= 1;
    }
  }
  return rows;
}

/** Fourteen, twenty and sixteen appeals in a cell that has half of one a day. */
function plantedWave(usual: readonly Row[]): Row[] {
  const cells = new Map<string, { row: Row; count: number }>();
  for (const row of usual) {
    const key = `${row.topic} ${row.place}`;
    const cell = cells.get(key);
    if (cell) cell.count += 1;
    else cells.set(key, { row, count: 1 });
  }
  const { row } = [...cells.values()].sort(
    (a, b) => Math.abs(a.count - DAYS / 2) - Math.abs(b.count - DAYS / 2),
  )[0]!;
  return [14, 20, 16].flatMap((count, at) =>
    Array.from({ length: count }, () => ({ ...row, day: endDay - 8 + at })),
  );
}

function wavesOf(rows: readonly Row[], lifted: boolean) {
  const counts = new WatchedCounts({
    endDay,
    days: DAYS,
    wholeDays: DAYS,
    nodes: nodes.codes,
    countedBy: nodes.countedBy,
    places,
  });
  const column = (pick: (row: Row) => number) => Int32Array.from(rows, pick);
  const [topic, day, count] = [column((row) => row.topic), column((row) => row.day), column(() => 1)];
  const publication = new Int32Array(rows.length);
  const piece: DailyCounts = {
    fromDay: startDay,
    toDay: endDay - 1,
    topic,
    place: column((row) => row.place),
    day,
    count,
    authors: count,
    publication,
    byChannel: { channel: column((row) => row.channel), topic, day, publication, count },
  };
  counts.put(piece);
  const series = counts.series[0];
  if (lifted) {
    const lifts = liftsOf(series, counts.plan)!;
    series.byPlace.lift = lifts.byPlace;
    series.whole.lift = lifts.whole;
  }
  const above = (node: number) => nodes.countedBy[nodes.topics.indexOf(nodes.codes[node]!)]!;
  return findWaves('appeals', series, {
    alarmsPerWeek: 2,
    fromDay: DAYS - FORTNIGHT,
    neighbours: places.map(() => []),
    shifts: new Map(),
    above,
    scan: false,
  }).spikes;
}

function alarmsOf(rows: readonly Row[], lifted: boolean): number {
  return wavesOf(rows, lifted).length;
}

function foundOf(rows: readonly Row[], wave: Row): number {
  return wavesOf(rows, true).some(
    (spike) => spike.topic === nodes.topics[wave.topic] && spike.places.includes(places[wave.place]!),
  )
    ? 1
    : 0;
}
