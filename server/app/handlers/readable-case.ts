import type { EndpointName } from '../../../contract/endpoints.ts';
import { admitsCase } from '../../access/index.ts';
import { type CaseRow, readCase } from '../../casework/index.ts';
import { notFound } from '../../platform/http/problem.ts';
import { authorised, type Request } from './handler.ts';

/** The case behind an identifier, for doors beside the card. @throws HttpProblem 404 where it is not the caller's to see */
export async function readableCase<N extends EndpointName>(
  request: Request<N>,
  appealId: string,
): Promise<CaseRow> {
  const { region, scope } = authorised(request);
  const row = await readCase(request.app.pool, region.code, appealId);
  if (!row || !admitsCase(scope, { ...row, coExecutors: row.co_executors }))
    throw notFound('Такого дела нет или оно не в вашем ведении.');
  return row;
}
