import { z } from 'zod';
import { Passport, PassportQuery } from '../passports.ts';
import type { Endpoint } from './endpoint.ts';

const byCode = z.object({ code: z.string().max(100) });

export const passportEndpoints = {
  municipalityPassport: {
    method: 'GET',
    path: '/api/passports/municipality/:code',
    permission: 'insight.read',
    summary: 'Паспорт муниципалитета: темы, динамика, место среди других',
    params: byCode,
    query: PassportQuery,
    output: Passport,
  },
  topicPassport: {
    method: 'GET',
    path: '/api/passports/topic/:code',
    permission: 'insight.read',
    summary: 'Паспорт темы: места, динамика, кто отвечает',
    params: byCode,
    query: PassportQuery,
    output: Passport,
  },
} as const satisfies Record<string, Endpoint>;
