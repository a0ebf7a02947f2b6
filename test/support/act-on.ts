import type { CaseActionInput } from '../../contract/casework.ts';
import type { EndpointOutput } from '../../contract/endpoints.ts';
import type { Client } from './client.ts';
import type { TestServer } from './with-server.ts';

/** A case that fell by itself to the body where people of `BODY_LOGINS` work. */
export const FALLEN_TO_BODY = {
  topic: 'roads.potholes',
  municipality: '50708000',
  organisation: 'mintrans',
  state: 'auto',
} as const;

/** Asks for a step of a case as it stands now, or as it stood at `version`. @returns the answer, whatever it is */
export async function actOn(
  server: TestServer,
  by: Client,
  id: string,
  body: CaseActionInput,
  version?: number,
): Promise<Response> {
  const { rows } = await server.database.pool.query('select version from appeal where appeal_id = $1', [id]);
  const headers = { 'if-match': `"${version ?? rows[0].version}"` };
  return by.ask('actOnCase', { params: { id }, body, headers });
}

/** The same where a refusal is a failure of the test. */
export async function doneOn(
  server: TestServer,
  by: Client,
  id: string,
  body: CaseActionInput,
): Promise<EndpointOutput<'actOnCase'>> {
  const answer = await actOn(server, by, id, body);
  if (answer.status !== 200) throw new Error(`${body.action}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as EndpointOutput<'actOnCase'>;
}
