import { z } from 'zod';
import { Level } from './vocabulary.ts';

/** [latitude, longitude] in degrees, WGS 84. */
export const Point = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]);
export type Point = z.infer<typeof Point>;

export const Sector = z.object({ code: z.string(), name: z.string() });
export type Sector = z.infer<typeof Sector>;

export const Topic = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  /** Code of the sector of the region's preset; `outside` when no sector has it. */
  sector: z.string(),
  leaf: z.boolean(),
  severity: z.number().int().nullable(),
  normDays: z.number().int().nullable(),
});
export type Topic = z.infer<typeof Topic>;

export const Municipality = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  population: z.number().int(),
  centre: Point,
});
export type Municipality = z.infer<typeof Municipality>;

export const Organisation = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: Level,
  parent: z.string().nullable(),
});
export type Organisation = z.infer<typeof Organisation>;

/** What the screens need to name things; asked once and kept. */
export const Registry = z.object({
  region: z.object({
    code: z.string(),
    name: z.string(),
    nameIn: z.string(),
    timeZone: z.string(),
    centre: Point,
  }),
  sectors: z.array(Sector),
  topics: z.array(Topic),
  municipalities: z.array(Municipality),
  organisations: z.array(Organisation),
});
export type Registry = z.infer<typeof Registry>;

/** The part of the registry that residents see on the form. */
export const PublicRegistry = Registry.pick({
  region: true,
  sectors: true,
  topics: true,
  municipalities: true,
});
export type PublicRegistry = z.infer<typeof PublicRegistry>;

/** GeoJSON of the municipalities, simplified for the screen; each feature has `properties.code` and `properties.name`. */
export const Boundaries = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ code: z.string(), name: z.string() }),
      geometry: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) }),
    }),
  ),
  attribution: z.string(),
});
export type Boundaries = z.infer<typeof Boundaries>;

/** Where one installation serves several regions, public questions say which they mean; left out: the first. */
export const RegionQuery = z.object({ region: z.string().max(20).optional() });

export const PlaceQuery = RegionQuery.extend({
  q: z.string().trim().max(300).optional(),
  lat: z.coerce.number().optional(),
  lon: z.coerce.number().optional(),
});
export const PlaceSuggestion = z.object({
  municipality: z.string(),
  name: z.string(),
  settlement: z.string().nullable(),
  point: Point.nullable(),
});
export const PlaceSuggestions = z.object({ suggestions: z.array(PlaceSuggestion) });
export type PlaceSuggestions = z.infer<typeof PlaceSuggestions>;
