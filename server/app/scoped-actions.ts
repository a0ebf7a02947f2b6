import type { Permission } from '../../contract/access.ts';
import type { ActionName } from '../../contract/casework.ts';
import type { Caller } from '../access/index.ts';
import { HttpProblem } from '../platform/http/problem.ts';

/** What an API key must have been given besides `cases.act`; for people the table of the path says it by role. */
const ASKS: Partial<Record<ActionName, Permission>> = {
  take_result: 'cases.answer',
  ask_resident: 'cases.answer',
  give_interim: 'cases.answer',
  submit: 'cases.answer',
  approve: 'answers.approve',
  return_draft: 'answers.approve',
  return_to_triage: 'triage.decide',
};

/** A narrowed key does not speak in a body's name by way of an action. @throws HttpProblem 403 */
export function requireScopes(caller: Caller, actions: readonly { action: ActionName }[]): void {
  if (caller.scopes === null) return;
  for (const { action } of actions) {
    const needed = ASKS[action];
    if (needed && !caller.scopes.includes(needed))
      throw new HttpProblem(403, 'Нет доступа', `Этому ключу не дано право «${needed}».`);
  }
}
