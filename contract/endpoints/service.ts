import type { Endpoint } from './endpoint.ts';

export const serviceEndpoints = {
  events: {
    method: 'GET',
    path: '/api/events',
    permission: 'signed_in',
    summary: 'Живой поток (server-sent events)',
    raw: true,
  },
  openapi: {
    method: 'GET',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'Описание этого интерфейса',
    raw: true,
  },
  health: { method: 'GET', path: '/health', permission: 'public', summary: 'Жив ли сервер', raw: true },
  metrics: {
    method: 'GET',
    path: '/metrics',
    permission: 'public',
    summary: 'Счётчики для Prometheus (без личных данных)',
    raw: true,
  },
} as const satisfies Record<string, Endpoint>;
