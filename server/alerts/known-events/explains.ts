import type { SpikeCause } from '../../../contract/spikes.ts';
import type { FoundSpike, QuietTime } from '../../path/index.ts';
import { pathOf, type Taxonomy } from '../../registry/taxonomy.ts';
import { daysBetween } from '../judge-spike.ts';

type Explained = Pick<FoundSpike, 'topic' | 'places' | 'firstDay'> & { explanation: readonly SpikeCause[] };

/** A wave wider than the event is the event's when it brought so much of the excess. */
const CARRIES_MIN = 0.5;
/** People write on the eve of what was announced. */
const EVE_DAYS = 1;

/**
 * Whether a known event explains a wave: it began within the event's days (or on their eve), in its places, on its topics. A wave
 * of a wider topic or territory is explained when the event's own part carries at least half of its excess.
 */
export function explains(event: QuietTime, spike: Explained, taxonomy: Taxonomy): boolean {
  if (daysBetween(spike.firstDay, event.from) > EVE_DAYS || spike.firstDay > event.to) return false;
  const inPlaces =
    event.places.length === 0 ||
    (spike.places.length > 0 && spike.places.every((place) => event.places.includes(place))) ||
    carried(spike, 'municipality', (place) => event.places.includes(place));
  const isUnder = (topic: string) =>
    taxonomy.byCode.has(topic)
      ? pathOf(topic, taxonomy).some(({ code }) => event.topics.includes(code))
      : event.topics.includes(topic);
  const onTopics = event.topics.length === 0 || isUnder(spike.topic) || carried(spike, 'topic', isUnder);
  return inPlaces && onTopics;
}

function carried(
  { explanation }: Explained,
  attribute: 'municipality' | 'topic',
  test: (value: string) => boolean,
): boolean {
  const own = explanation.filter((cause) => cause.attribute === attribute && test(cause.value));
  return own.reduce((sum, { share }) => sum + share, 0) >= CARRIES_MIN;
}
