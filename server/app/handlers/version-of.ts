import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../../platform/http/problem.ts';

/** The version that the person saw, from `If-Match`. @throws HttpProblem 428 without one */
export function versionOf({ headers }: FastifyRequest): number {
  const version = Number(headers['if-match']?.replace(/^W\//, '').replaceAll('"', ''));
  if (Number.isInteger(version) && version > 0) return version;
  throw new HttpProblem(
    428,
    'Нужен заголовок If-Match',
    'Передайте версию дела, которую видели, чтобы не затереть чужое решение.',
  );
}
