import type { IncomingMessage } from '../path/index.ts';
import type { TriageKnowledge } from './triage-knowledge.ts';

export interface PlaceDecision {
  municipality: string | null;
  /** Russian, shown to people: what the place was taken from. */
  why: string | null;
  lat: number | null;
  lon: number | null;
}

/**
 * Where the matter is, by the strongest evidence there is: what people decided in the system it comes from, else the point on the
 * map, else the address, else what the channel says of itself, else a place named in the text.
 */
export function decidePlace(message: IncomingMessage, { places, registry }: TriageKnowledge): PlaceDecision {
  const [lat, lon] = message.point ?? [null, null];
  const named = (code: string) => registry.municipalities.get(code)?.name ?? code;
  const decided = message.known?.municipality;
  if (decided && registry.municipalities.has(decided)) {
    return { municipality: decided, why: `решено раньше: ${named(decided)}`, lat, lon };
  }
  if (lat !== null && lon !== null) {
    const inside = places.byPoint(lat, lon);
    if (inside) return { municipality: inside, why: `точка на карте: ${named(inside)}`, lat, lon };
  }
  const address = message.address ? places.byText(message.address) : null;
  if (address) return { municipality: address.code, why: `адрес: «${address.matched}»`, lat, lon };
  const channel = message.municipality;
  if (channel && registry.municipalities.has(channel)) {
    return { municipality: channel, why: `указано при подаче: ${named(channel)}`, lat, lon };
  }
  const mentioned = places.byText(message.text);
  if (mentioned) return { municipality: mentioned.code, why: `в тексте: «${mentioned.matched}»`, lat, lon };
  return { municipality: null, why: null, lat, lon };
}
