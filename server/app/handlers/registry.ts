import type { Boundaries, PlaceSuggestions } from '../../../contract/registry.ts';
import { toPublicRegistry, toRegistry } from '../../registry/store/index.ts';
import { authorised, type Handlers } from './handler.ts';

export const registryHandlers: Handlers<'publicRegistry' | 'boundaries' | 'findPlace' | 'registry'> = {
  async publicRegistry({ app, query }) {
    return toPublicRegistry(app.publicRegion(query.region).registry());
  },
  async registry(request) {
    return toRegistry(authorised(request).region.registry());
  },
  async boundaries({ app, caller, query, reply }) {
    const registry = app.publicRegion(query.region ?? caller?.regionId).registry();
    reply.header('cache-control', 'private, max-age=300');
    return {
      type: 'FeatureCollection' as const,
      features: [...registry.screenBoundaries].map(([code, geometry]) => ({
        type: 'Feature' as const,
        properties: { code, name: registry.municipalities.get(code)?.name ?? code },
        geometry: geometry as Boundaries['features'][number]['geometry'],
      })),
      attribution: registry.boundarySource ?? '',
    };
  },
  async findPlace({ app, query }): Promise<PlaceSuggestions> {
    const region = app.publicRegion(query.region);
    const { registry, places } = region.knowledge();
    const nameOf = (code: string) => registry.municipalities.get(code)?.name ?? code;
    const suggestions: PlaceSuggestions['suggestions'] = [];
    if (query.lat !== undefined && query.lon !== undefined) {
      const code = places.byPoint(query.lat, query.lon);
      if (code)
        suggestions.push({
          municipality: code,
          name: nameOf(code),
          settlement: null,
          point: [query.lat, query.lon],
        });
    }
    if (query.q) suggestions.push(...suggestByWords(query.q, registry.file.municipalities));
    return { suggestions };
  },
};

const SUGGESTIONS_MAX = 8;

type Places = {
  code: string;
  name: string;
  centre: [number, number];
  settlements: { name: string; lat: number; lon: number }[];
}[];

/** Settlements and municipalities that have a word beginning as a typed word does. */
function suggestByWords(typed: string, municipalities: Places): PlaceSuggestions['suggestions'] {
  const words = wordsOf(typed).filter((word) => word.length >= 3);
  const starts = (name: string) => wordsOf(name).some((part) => words.some((word) => part.startsWith(word)));
  const found: PlaceSuggestions['suggestions'] = [];
  for (const { code, name, centre, settlements } of municipalities) {
    if (starts(name)) found.push({ municipality: code, name, settlement: null, point: centre });
    for (const settlement of settlements) {
      if (!starts(settlement.name)) continue;
      found.push({
        municipality: code,
        name,
        settlement: settlement.name,
        point: [settlement.lat, settlement.lon],
      });
    }
  }
  return found.slice(0, SUGGESTIONS_MAX);
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
