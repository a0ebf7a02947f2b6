import { NormChange, NormEffect, Norms } from '../norms.ts';
import type { Endpoint } from './endpoint.ts';

export const normsEndpoints = {
  norms: {
    method: 'GET',
    path: '/api/norms',
    permission: 'appeals.read',
    summary: 'Нормы: сроки тем и политики с их источниками',
    output: Norms,
  },
  previewNorm: {
    method: 'POST',
    path: '/api/norms/preview',
    permission: 'norms.change',
    summary: 'Что изменит новая норма в открытых делах, ничего не меняя',
    body: NormChange,
    output: NormEffect,
  },
  changeNorm: {
    method: 'POST',
    path: '/api/norms',
    permission: 'norms.change',
    summary: 'Изменить норму и пересчитать открытые дела',
    body: NormChange,
    output: NormEffect,
  },
} as const satisfies Record<string, Endpoint>;
