import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

const Resource = z.object({ resource: z.string().max(40) });

export const open311Endpoints = {
  open311: {
    method: 'GET',
    path: '/open311/v2/:resource',
    permission: 'public',
    summary: 'Open311 GeoReport v2: discovery, services, requests (.json или .xml)',
    params: Resource,
    raw: true,
  },
  open311One: {
    method: 'GET',
    path: '/open311/v2/:resource/:id',
    permission: 'public',
    summary: 'Open311: описание услуги, одно обращение, обращение по жетону',
    params: Resource.extend({ id: z.string().max(100) }),
    raw: true,
  },
  open311File: {
    method: 'POST',
    path: '/open311/v2/:resource',
    permission: 'public',
    summary: 'Open311: подать обращение',
    params: Resource,
    bytesMax: 256 * 1024,
    raw: true,
  },
} as const satisfies Record<string, Endpoint>;
