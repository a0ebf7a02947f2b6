import {
  HeatMap,
  HeatMapQuery,
  HeatPoints,
  Hexagons,
  HexagonsQuery,
  Hours,
  Overview,
  PointsQuery,
  Timeline,
  TimelineQuery,
} from '../heat-map.ts';
import type { Endpoint } from './endpoint.ts';

export const insightEndpoints = {
  heatMap: {
    method: 'GET',
    path: '/api/heat-map',
    permission: 'insight.read',
    summary: 'Тепловая карта: темы × муниципалитеты',
    query: HeatMapQuery,
    output: HeatMap,
  },
  hexagons: {
    method: 'GET',
    path: '/api/heat-map/hexagons',
    permission: 'insight.read',
    summary: 'Обращения по шестиугольникам H3',
    query: HexagonsQuery,
    output: Hexagons,
  },
  heatPoints: {
    method: 'GET',
    path: '/api/heat-map/points',
    permission: 'insight.read',
    summary: 'Обращения точками вблизи и скопления одной беды',
    query: PointsQuery,
    output: HeatPoints,
  },
  timeline: {
    method: 'GET',
    path: '/api/timeline',
    permission: 'insight.read',
    summary: 'Обращения по дням и обычный уровень',
    query: TimelineQuery,
    output: Timeline,
  },
  hours: {
    method: 'GET',
    path: '/api/timeline/hours',
    permission: 'insight.read',
    summary: 'Обращения по часам и обычный уровень часа, до трёх суток',
    query: TimelineQuery,
    output: Hours,
  },
  overview: {
    method: 'GET',
    path: '/api/overview',
    permission: 'insight.read',
    summary: 'Принято, закрыто, в работе, просрочено',
    query: TimelineQuery,
    output: Overview,
  },
} as const satisfies Record<string, Endpoint>;
