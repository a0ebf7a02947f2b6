import { PUBLICATION_CHANNELS } from '../../../../contract/spikes.ts';
import type { Replica } from '../../facts/index.ts';

/** Counts of appeals by topic, place and day in columns; indices into the watched topics and places, −1 = not known. */
export interface DailyCounts {
  fromDay: number;
  toDay: number;
  topic: Int32Array;
  place: Int32Array;
  day: Int32Array;
  count: Int32Array;
  authors: Int32Array;
  /** 1 for publications, 0 for appeals. */
  publication: Int32Array;
  /** The same by channel instead of by place: a channel may grow as a whole. */
  byChannel?: {
    /** Any number that stands for the channel. */
    channel: Int32Array;
    topic: Int32Array;
    day: Int32Array;
    publication: Int32Array;
    count: Int32Array;
  };
}

/** Days asked at once: some thousands of rows, so that reading them out never holds requests up for long. */
const CHUNK_DAYS = 21;

/**
 * Daily counts from the replica, in pieces, with a breath between them.
 *
 * @param fromDay first day, since 1970‑01‑01 in the region's zone; `toDay` the last
 */
export async function* readCounts(
  replica: Replica,
  topics: readonly string[],
  places: readonly string[],
  fromDay: number,
  toDay: number,
): AsyncGenerator<DailyCounts> {
  const ids = PUBLICATION_CHANNELS.flatMap((channel) => replica.idOf('channel', channel) ?? []);
  const publication = ids.length > 0 ? `(channel in (${ids.join(',')}))::integer` : '0';
  for (let from = fromDay; from <= toDay; from += CHUNK_DAYS) {
    const to = Math.min(toDay, from + CHUNK_DAYS - 1);
    const columns = await replica.readNumbers(
      `select topic, municipality, day, ${publication} as publication, count(*)::integer as n,
              count(distinct author)::integer as authors
         from fact where day between ${from} and ${to} group by all`,
    );
    const [topic, place, day, kind, count, authors] = columns as [
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
    ];
    const [ofChannel, ofTopic, ofDay, ofKind, ofCount] = (await replica.readNumbers(
      `select channel, topic, day, ${publication} as publication, count(*)::integer as n
         from fact where day between ${from} and ${to} group by all`,
    )) as [number[], number[], number[], number[], number[]];
    const topicAt = indexOf(replica, 'topic', topics);
    const placeAt = indexOf(replica, 'municipality', places);
    yield {
      fromDay: from,
      toDay: to,
      topic: Int32Array.from(topic, (id) => topicAt[id] ?? -1),
      place: Int32Array.from(place, (id) => placeAt[id] ?? -1),
      day: Int32Array.from(day),
      count: Int32Array.from(count),
      authors: Int32Array.from(authors),
      publication: Int32Array.from(kind),
      byChannel: {
        channel: Int32Array.from(ofChannel),
        topic: Int32Array.from(ofTopic, (id) => topicAt[id] ?? -1),
        day: Int32Array.from(ofDay),
        publication: Int32Array.from(ofKind),
        count: Int32Array.from(ofCount),
      },
    };
  }
}

function indexOf(replica: Replica, dimension: 'topic' | 'municipality', codes: readonly string[]): number[] {
  const at = new Map(codes.map((code, index) => [code, index]));
  return Array.from(
    { length: replica.lastId(dimension) + 1 },
    (_, id) => at.get(replica.codeOf(dimension, id)) ?? -1,
  );
}
