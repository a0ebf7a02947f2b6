import {
  Boundaries,
  PlaceQuery,
  PlaceSuggestions,
  PublicRegistry,
  RegionQuery,
  Registry,
} from '../registry.ts';
import type { Endpoint } from './endpoint.ts';

export const registryEndpoints = {
  publicRegistry: {
    method: 'GET',
    path: '/api/public/registry',
    permission: 'public',
    summary: 'Темы и муниципалитеты для формы',
    query: RegionQuery,
    output: PublicRegistry,
  },
  boundaries: {
    method: 'GET',
    path: '/api/public/boundaries',
    permission: 'public',
    summary: 'Границы муниципалитетов для карты',
    query: RegionQuery,
    output: Boundaries,
  },
  findPlace: {
    method: 'GET',
    path: '/api/public/place',
    permission: 'public',
    summary: 'Муниципалитет по адресу или точке',
    query: PlaceQuery,
    output: PlaceSuggestions,
  },
  registry: {
    method: 'GET',
    path: '/api/registry',
    permission: 'signed_in',
    summary: 'Справочники региона',
    output: Registry,
  },
} as const satisfies Record<string, Endpoint>;
