import type { Channel, Kind } from '../../contract/vocabulary.ts';
import type { LeafTopic } from '../registry/taxonomy.ts';
import { CHANNEL_PROFILES, channelSums } from './channels.ts';
import { compileTemplate, type Slots } from './compile-template.ts';
import { composeText, drawKind, readDemoTexts, type TopicTexts } from './demo-texts.ts';
import { createFlow } from './flow.ts';
import { authorName, drawAuthor } from './people.ts';
import { SOURCES } from './phrase-parts.ts';
import { planStories } from './plan-stories.ts';
import { hashOf, type Random, seededRandom } from './random.ts';
import type { DemoStory } from './stories.ts';
import { type DemoPlaces, type DemoRegion, type DemoSettlement, housesOf, placesOf } from './territory.ts';

export type DemoAppeal = {
  /** Unique in the region; the same for the same seed, day and place in the day. */
  externalId: string;
  channel: Channel;
  sourceName?: string;
  filedAt: Date;
  text: string;
  topicCode: string;
  kind: Kind;
  municipalityCode: string;
  lat: number;
  lon: number;
  address: string;
  authorKey: string;
  authorName?: string;
  rating?: 1 | 2 | 3 | 4 | 5;
  /** Code of the planted story, if the appeal belongs to one. */
  story?: string;
};

export type DemoOptions = {
  seed: number;
  region: DemoRegion;
  taxonomy: { leaves: readonly LeafTopic[] };
  from: Date;
  /** Excluded. */
  to: Date;
  perWeek: number;
  /** The day the stories count back from; give the same to every part of one demo. Default: `to`. */
  anchor?: Date;
};

type Draft = {
  channel: number;
  /** Seconds after local midnight. */
  at: number;
  topic: number;
  story?: DemoStory;
};

const DAY_MS = 86_400_000;
/** Over these days before the anchor the shares of channels move from early to late. */
const CHANNEL_DRIFT_DAYS = 730;

/**
 * Invented appeals of a region in the order of time, streamed. Deterministic: a day's appeals depend on seed,
 * region, anchor and the day, so that a period generated in parts equals the period generated whole.
 * @throws RangeError when `from` is after `to` or the region has no municipality
 */
export function* generateDemoAppeals(options: DemoOptions): Generator<DemoAppeal, void, undefined> {
  const { seed, region, from, to, perWeek } = options;
  if (from > to) throw new RangeError('a demo period must not end before it begins');
  if (region.municipalities.length === 0) throw new RangeError(`region ${region.code} has no municipalities`);
  const offset = offsetReader(region.timeZone);
  const dayOf = (moment: Date) => Math.floor((moment.getTime() + offset(moment.getTime())) / DAY_MS);
  const anchorDay = dayOf(options.anchor ?? to);

  // Sorted, so that the order of a store's rows does not change the story.
  const known = [...options.taxonomy.leaves].sort((a, b) => (a.code < b.code ? -1 : 1));
  const found = readDemoTexts(known);
  const topics = known.filter((_, index) => found[index]);
  const texts = found.filter((entry) => entry !== null);
  const topicIndex = new Map(topics.map((topic, index) => [topic.code, index]));
  const municipalityIndex = new Map(region.municipalities.map(({ code }, index) => [code, index]));
  const phases = planStories(anchorDay).filter(
    ({ story }) => topicIndex.has(story.topicCode) && municipalityIndex.has(story.municipalityCode),
  );
  const silent = new Set(
    phases
      .filter(({ story }) => story.alone)
      .map(({ story }) => `${story.topicCode}/${story.municipalityCode}`),
  );
  const flow = createFlow(seed, perWeek, topics, region.municipalities, silent);
  const places = region.municipalities.map((municipality) =>
    placesOf(
      municipality,
      phases.flatMap(({ story }) =>
        story.municipalityCode === municipality.code && story.place ? [story.place.street] : [],
      ),
    ),
  );
  const storyTexts = new Map<DemoStory, TopicTexts>(
    phases
      .filter(({ story }) => story.texts.length > 0)
      .map(({ story }) => [story, { complaint: story.texts.map(compileTemplate) }]),
  );

  const lastDay = dayOf(to);
  for (let day = dayOf(from); day <= lastDay; day++) {
    const random = seededRandom(hashOf(`${seed}/${region.code}/${day}`));
    const noon = day * DAY_MS + DAY_MS / 2;
    const midnight = day * DAY_MS - offset(noon - offset(noon));
    let number = 0;
    for (const draft of draftsOf(day, random)) {
      const filedAt = new Date(midnight + draft.at * 1000);
      const appeal = fill(draft, filedAt, random, `demo-${region.code}-${day}-${number++}`);
      if (filedAt >= from && filedAt < to) yield appeal;
    }
  }

  function draftsOf(day: number, random: Random): Draft[] {
    const progress = Math.min(1, Math.max(0, (day - anchorDay + CHANNEL_DRIFT_DAYS) / CHANNEL_DRIFT_DAYS));
    const sums = { health: channelSums(progress, true), other: channelSums(progress, false) };
    const topicSums = flow.topicSums(day);
    const drafts: Draft[] = [];
    const add = (topic: number, story?: DemoStory) => {
      const isHealth = topics[topic]!.sector === 'health';
      const planted = story?.channels && random.pick(story.channels);
      const channel = planted
        ? CHANNEL_PROFILES.findIndex((profile) => profile.channel === planted)
        : random.index(isHealth ? sums.health : sums.other);
      const hour = random.index(CHANNEL_PROFILES[channel]!.hours);
      drafts.push({ channel, topic, story, at: hour * 3600 + random.whole(0, 3599) });
    };
    for (let left = random.poisson(flow.expected(day)); left > 0; left--) add(random.index(topicSums));
    for (const { story, perDay } of phases) {
      for (let left = perDay.get(day) ?? 0; left > 0; left--) add(topicIndex.get(story.topicCode)!, story);
    }
    return drafts.sort((a, b) => a.at - b.at);
  }

  function fill(draft: Draft, filedAt: Date, random: Random, externalId: string): DemoAppeal {
    const { story } = draft;
    const profile = CHANNEL_PROFILES[draft.channel]!;
    const day = Math.floor((filedAt.getTime() + offset(filedAt.getTime())) / DAY_MS);
    const where = story
      ? municipalityIndex.get(story.municipalityCode)!
      : random.index(flow.municipalitySums(day, draft.topic));
    const municipality = region.municipalities[where]!;
    const place = drawPlace(random, places[where]!, story);
    const ownTexts = (story && storyTexts.get(story)) || texts[draft.topic]!;
    const kind = story ? 'complaint' : drawKind(random, ownTexts);
    const authorKey = story?.authors
      ? `${municipality.code}-story-${random.whole(1, story.authors)}`
      : drawAuthor(random, municipality.code, municipality.population);
    const slots: Slots = { ...place, r: story?.route ?? `№ ${1 + Math.floor(98 * random.next() ** 1.5)}` };
    return {
      externalId,
      channel: profile.channel,
      sourceName: profile.casual ? random.pick(SOURCES).render(random, slots) : undefined,
      filedAt,
      text: composeText(random, ownTexts, kind, slots, profile.casual),
      topicCode:
        kind === 'not_appeal' && topicIndex.has('government.other')
          ? 'government.other'
          : topics[draft.topic]!.code,
      kind,
      municipalityCode: municipality.code,
      lat: place.lat,
      lon: place.lon,
      address: place.address,
      authorKey,
      authorName: random.chance(profile.named) ? authorName(authorKey) : undefined,
      rating: kind !== 'not_appeal' && random.chance(profile.rated) ? drawRating(random, kind) : undefined,
      story: story?.code,
    };
  }
}

type Place = Omit<Slots, 'r'> & { lat: number; lon: number; address: string };

function drawPlace(random: Random, places: DemoPlaces, story: DemoStory | undefined): Place {
  const settlement: DemoSettlement = places.settlements[story ? 0 : random.index(places.sums)]!;
  const street =
    settlement.streets.find(({ name }) => name === `улица ${story?.place?.street}`) ??
    settlement.streets[Math.floor(settlement.streets.length * random.next() ** 1.3)]!;
  const [low, high] = story?.place?.houses ?? [1, housesOf(settlement.streets.length > 24)];
  const house = random.whole(low, high);
  const side = house % 2 === 0 ? 1 : -1;
  const u = random.next();
  const h = u < 0.06 ? `${house}а` : u < 0.1 ? `${house}/${random.whole(1, 4)}` : String(house);
  return {
    at: street.at,
    st: street.name,
    h,
    settlement: settlement.short,
    address: `${settlement.name}, ${street.name}, ${h}`,
    lat: round(street.lat + street.dLat * house + side * street.sideLat + 0.00004 * random.normal()),
    lon: round(street.lon + street.dLon * house + side * street.sideLon + 0.00006 * random.normal()),
  };
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function drawRating(random: Random, kind: Kind): 1 | 2 | 3 | 4 | 5 {
  if (kind === 'thanks') return 5;
  const u = random.next();
  return u < 0.2 ? 1 : u < 0.32 ? 2 : u < 0.5 ? 3 : u < 0.75 ? 4 : 5;
}

/** Milliseconds that local time is ahead of UTC at a moment, asked once per UTC day. */
function offsetReader(timeZone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const byDay = new Map<number, number>();
  return (utcMs) => {
    const day = Math.floor(utcMs / DAY_MS);
    let known = byDay.get(day);
    if (known === undefined) {
      const name = format.formatToParts(day * DAY_MS).find((part) => part.type === 'timeZoneName')!.value;
      const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name)!;
      known = sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
      byDay.set(day, known);
    }
    return known;
  };
}
