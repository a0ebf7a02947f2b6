/**
 * What each action makes of a case: pure functions from the case as it is and what the person brought.
 * Invariant: no clock, no table, no sending; who may and from which status has been judged before.
 * Entrance: `changeFor`.
 */
import type { CaseAction } from '../../../../contract/casework.ts';
import type { ActionOf, CaseChange } from '../case-row.ts';
import { approve, returnDraft, submit } from './answering.ts';
import type { ChangeContext } from './context.ts';
import { assign, handOut, returnToTriage, take, takeResult, transfer } from './holding.ts';
import {
  askRating,
  close,
  confirmSolution,
  dispute,
  rate,
  refuseSolution,
  reject,
  reopen,
  withdraw,
} from './satisfaction.ts';
import {
  askExtension,
  askResident,
  giveInterim,
  grantExtension,
  postpone,
  refuseExtension,
  resume,
} from './waiting.ts';

export type { ChangeContext } from './context.ts';

const CHANGES: { [N in CaseAction['action']]: (action: ActionOf<N>, context: ChangeContext) => CaseChange } =
  {
    take,
    assign,
    transfer,
    return_to_triage: returnToTriage,
    hand_out: handOut,
    take_result: takeResult,
    ask_resident: askResident,
    give_interim: giveInterim,
    postpone,
    resume,
    ask_extension: askExtension,
    grant_extension: grantExtension,
    refuse_extension: refuseExtension,
    submit,
    approve,
    return_draft: returnDraft,
    confirm_solution: confirmSolution,
    refuse_solution: refuseSolution,
    ask_rating: askRating,
    rate,
    dispute,
    close,
    reject,
    withdraw,
    reopen,
  };

/** @throws CaseConflict `invalid` when what was brought does not fit this case */
export function changeFor(action: CaseAction, context: ChangeContext): CaseChange {
  return (CHANGES[action.action] as (action: CaseAction, context: ChangeContext) => CaseChange)(
    action,
    context,
  );
}
