// How many appeals a day brings, on which topics and from where. Every factor is a function of the seed and the
// calendar day alone, never of where the generation started: a period made in two parts equals one made whole.
import type { LeafTopic } from '../registry/taxonomy.ts';
import { hashOf, runningSums, seededRandom } from './random.ts';
import { SEASONS, seasonFactor } from './seasons.ts';
import type { DemoMunicipality } from './territory.ts';
import { profileOf } from './topic-profiles.ts';

const DAY_MS = 86_400_000;
// Monday first; the mean is 1.
const WEEKDAYS = [1.2, 1.16, 1.13, 1.1, 1.02, 0.75, 0.64];
// Deviations of the logarithm. Weather by spells, a topic over the region by some days, a group in a place by the week, a day: enough
// that counts spread wider than Poisson, little enough that what stands out is what was planted (test/quality/spikes-demo.ts).
const SPELL = 0.1;
const TOPIC_WAVERS = 0.07;
const PLACE_WAVERS = 0.1;
const DAY_WAVERS = 0.04;
const HOLIDAYS = new Set(['02-23', '03-08', '05-01', '05-09', '06-12', '11-04']);

export type Flow = {
  /** Expected number of appeals of a local day. */
  expected(day: number): number;
  /** Running sums over the topics. */
  topicSums(day: number): Float64Array;
  /** Running sums over the municipalities for one topic. */
  municipalitySums(day: number, topic: number): Float64Array;
};

/** @param silent topic and municipality pairs whose flow is planted elsewhere, as «topic/municipality» */
export function createFlow(
  seed: number,
  perWeek: number,
  topics: readonly LeafTopic[],
  municipalities: readonly DemoMunicipality[],
  silent: ReadonlySet<string>,
): Flow {
  const profiles = topics.map(profileOf);
  const groups = topics.map((topic) => topic.code.split('.')[0]!);
  const noise = (name: string) => seededRandom(hashOf(`${seed}/${name}`)).normal();
  const base = topics.map((topic, index) =>
    municipalities.map(({ code, kind, population }) => {
      if (silent.has(`${topic.code}/${code}`)) return 0;
      const { city, rural } = profiles[index]!;
      const lean = kind === 'city' ? city : kind === 'district' ? rural : (city + rural) / 2;
      return population ** 0.97 * lean * Math.exp(0.25 * noise(`${topic.code}/${code}`));
    }),
  );
  let weekOfSums = Number.NaN;
  let sumsOfWeek: (Float64Array | undefined)[] = [];
  let effects = new Map<string, number[]>();

  return {
    expected(day) {
      const date = new Date(day * DAY_MS);
      const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7]!;
      return (perWeek / 7) * weekday * holidayFactor(date) * Math.exp(DAY_WAVERS * noise(`day/${day}`));
    },
    topicSums(day) {
      const year = new Date(day * DAY_MS).getUTCFullYear();
      const dayOfYear = day - Date.UTC(year, 0, 1) / DAY_MS;
      const weather = new Map(
        SEASONS.map((season) => {
          // Snow, frost and rain come in spells of some days and hit all topics of a season together.
          const spell = season === 'even' ? 0 : SPELL * smooth(noise, `weather/${season}`, day, 4);
          return [season, seasonFactor(season, dayOfYear) * Math.exp(spell)];
        }),
      );
      return runningSums(
        topics.map((topic, index) => {
          const { weight, season } = profiles[index]!;
          return weight * weather.get(season)! * Math.exp(TOPIC_WAVERS * smooth(noise, topic.code, day, 5));
        }),
      );
    },
    municipalitySums(day, topic) {
      const week = Math.floor((day + 3) / 7);
      if (week !== weekOfSums) {
        weekOfSums = week;
        sumsOfWeek = [];
        effects = new Map();
      }
      return (sumsOfWeek[topic] ??= runningSums(
        municipalities.map((_, index) => base[topic]![index]! * effectsOf(groups[topic]!, week)[index]!),
      ));
    },
  };

  /** A group of topics has good and bad weeks in a municipality: counts spread wider than Poisson. */
  function effectsOf(group: string, week: number): number[] {
    let list = effects.get(group);
    if (!list) {
      list = municipalities.map(({ code }) => Math.exp(PLACE_WAVERS * noise(`${group}/${code}/${week}`)));
      effects.set(group, list);
    }
    return list;
  }
}

function holidayFactor(date: Date): number {
  const monthDay = date.toISOString().slice(5, 10);
  if (monthDay >= '01-01' && monthDay <= '01-08') return 0.92;
  return HOLIDAYS.has(monthDay) ? 0.7 : 1;
}

/** Noise that changes over some days: straight lines between independent draws. */
function smooth(noise: (name: string) => number, name: string, day: number, days: number): number {
  const knot = Math.floor(day / days);
  const share = day / days - knot;
  return noise(`${name}/${knot}`) * (1 - share) + noise(`${name}/${knot + 1}`) * share;
}
