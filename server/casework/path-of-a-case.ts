// Long because it is one table: whoever asks what may happen to a case finds all of it here.
import type { Role } from '../../contract/access.ts';
import type { ActionName } from '../../contract/casework.ts';
import { OWED_STATUSES, type Status } from '../../contract/vocabulary.ts';
import type { Hat, Side } from '../access/index.ts';

/**
 * The path of a case: every status, every allowed change, who may make it, what it demands and what follows. What is not in this
 * table is refused; the diagram and the page in `docs/` are generated from it, the screens get their buttons from it.
 *
 * Whose side somebody acts for: `body` — the responsible body (its people, those of the bodies over it, and whoever it has let
 * answer in its name); `centre` — the regional centre, which routes, returns, controls and escalates but answers for nobody.
 */
export type Actor = { side: Side; roles: readonly Role[] } | { side: 'resident' } | { side: 'system' };

/** What must come with the action; the shapes are in `contract/casework.ts`. */
export type Demand =
  | 'reason'
  | 'text'
  | 'date'
  | 'person'
  | 'organisation'
  | 'outcome'
  | 'draft'
  | 'stars'
  | 'asked_extension'
  | 'proof';

/** What is done in the same transaction. */
export type Consequence =
  | 'terms_counted_anew'
  | 'terms_stand_still'
  | 'resident_told'
  | 'hop_counted'
  | 'third_hop_to_curator'
  | 'promise_watched'
  | 'promise_kept'
  | 'approval_asked'
  | 'rating_asked'
  | 'goes_to_another_person'
  | 'followers_answered'
  | 'answer_kept';

export interface Transition {
  from: readonly Status[];
  /** One of these; `stay` leaves the status as it is. */
  to: readonly (Status | 'stay')[];
  by: readonly Actor[];
  demands: readonly Demand[];
  /** Past tense: the name of the event in the log. */
  event: string;
  follows: readonly Consequence[];
}

const WORKERS: Actor = { side: 'body', roles: ['executor', 'approver', 'coordinator'] };
const LEADERS: Actor = { side: 'body', roles: ['approver', 'coordinator'] };
const ROUTERS: Actor = {
  side: 'centre',
  roles: ['operator', 'moderator', 'coordinator', 'curator', 'administrator'],
};
const AGREERS: Actor = { side: 'centre', roles: ['curator', 'quality_controller'] };
const CONTROLLERS: Actor = {
  side: 'centre',
  roles: ['quality_controller', 'curator', 'head', 'administrator'],
};
const RESIDENT: Actor = { side: 'resident' };
const SYSTEM: Actor = { side: 'system' };

/** Somebody is at work on it, and owes an answer. */
const HELD: readonly Status[] = ['routed', 'in_work', 'interim_answer', 'reopened'];

/** What follows wherever an answer of the body goes out. */
const ANSWER_OUT: readonly Consequence[] = [
  'answer_kept',
  'resident_told',
  'promise_watched',
  'promise_kept',
  'followers_answered',
  'terms_counted_anew',
];

export const PATH: Readonly<Record<ActionName, Transition>> = {
  take: {
    from: ['routed', 'reopened', 'in_work', 'interim_answer'],
    to: ['in_work', 'stay'],
    by: [WORKERS],
    demands: [],
    event: 'case.taken',
    follows: [],
  },
  assign: {
    from: [...HELD, 'postponed'],
    to: ['in_work', 'stay'],
    by: [LEADERS],
    demands: ['person'],
    event: 'case.assigned',
    follows: [],
  },
  transfer: {
    from: HELD,
    to: ['routed', 'moderation'],
    by: [WORKERS, ROUTERS],
    demands: ['organisation', 'reason'],
    event: 'case.transferred',
    follows: ['hop_counted', 'third_hop_to_curator', 'terms_counted_anew', 'resident_told'],
  },
  return_to_triage: {
    from: HELD,
    to: ['moderation'],
    by: [WORKERS, ROUTERS],
    demands: ['reason'],
    event: 'case.returned_to_triage',
    follows: ['hop_counted', 'terms_counted_anew'],
  },
  hand_out: {
    from: ['moderation', ...HELD],
    to: ['transferred'],
    by: [LEADERS, ROUTERS],
    demands: ['reason', 'date'],
    event: 'case.handed_out',
    follows: ['terms_counted_anew', 'resident_told'],
  },
  take_result: {
    from: ['transferred'],
    to: ['answered'],
    by: [LEADERS, ROUTERS],
    demands: ['text', 'outcome'],
    event: 'case.result_received',
    follows: ['answer_kept', 'resident_told', 'followers_answered', 'terms_counted_anew'],
  },
  ask_resident: {
    from: ['in_work', 'reopened'],
    to: ['postponed'],
    by: [WORKERS],
    demands: ['text', 'date'],
    event: 'case.resident_asked',
    follows: ['resident_told', 'terms_stand_still'],
  },
  give_interim: {
    from: ['in_work', 'reopened'],
    to: ['interim_answer'],
    by: [WORKERS],
    demands: ['text', 'date'],
    event: 'case.interim_answered',
    follows: ['answer_kept', 'resident_told', 'promise_watched', 'terms_counted_anew'],
  },
  postpone: {
    from: ['in_work', 'interim_answer', 'reopened'],
    to: ['postponed'],
    by: [LEADERS],
    demands: ['reason', 'date'],
    event: 'case.postponed',
    follows: ['resident_told', 'promise_watched', 'terms_stand_still'],
  },
  resume: {
    from: ['postponed'],
    to: ['in_work'],
    by: [WORKERS, RESIDENT, SYSTEM],
    demands: [],
    event: 'case.resumed',
    follows: ['terms_counted_anew'],
  },
  ask_extension: {
    from: ['in_work', 'interim_answer', 'reopened'],
    to: ['stay'],
    by: [WORKERS],
    demands: ['reason', 'date'],
    event: 'case.extension_asked',
    follows: ['approval_asked'],
  },
  grant_extension: {
    from: ['in_work', 'interim_answer', 'reopened'],
    to: ['stay'],
    by: [
      { side: 'body', roles: ['approver'] },
      { side: 'centre', roles: ['curator', 'head'] },
    ],
    demands: ['asked_extension'],
    event: 'case.extended',
    follows: ['resident_told', 'terms_counted_anew'],
  },
  refuse_extension: {
    from: ['in_work', 'interim_answer', 'reopened'],
    to: ['stay'],
    by: [
      { side: 'body', roles: ['approver'] },
      { side: 'centre', roles: ['curator', 'head'] },
    ],
    demands: ['asked_extension', 'reason'],
    event: 'case.extension_refused',
    follows: [],
  },
  submit: {
    from: ['in_work', 'interim_answer', 'reopened'],
    // Straight to `answered` where no chain of approval is set.
    to: ['approval', 'answered'],
    by: [WORKERS],
    demands: ['draft'],
    event: 'case.submitted',
    follows: ['approval_asked', ...ANSWER_OUT],
  },
  approve: {
    from: ['approval'],
    // Stays until the last of the chain has agreed.
    to: ['answered', 'stay'],
    // The centre may be asked to agree by a chain; that is not answering for the body.
    by: [LEADERS, AGREERS],
    demands: [],
    event: 'case.approved',
    follows: ANSWER_OUT,
  },
  return_draft: {
    from: ['approval'],
    to: ['in_work'],
    by: [LEADERS, AGREERS],
    demands: ['reason'],
    event: 'case.draft_returned',
    follows: ['terms_counted_anew'],
  },
  confirm_solution: {
    from: ['answered'],
    to: ['awaiting_rating'],
    by: [CONTROLLERS, RESIDENT],
    demands: ['proof'],
    event: 'case.solution_confirmed',
    follows: ['rating_asked', 'terms_counted_anew'],
  },
  refuse_solution: {
    from: ['answered', 'awaiting_rating'],
    to: ['reopened'],
    by: [CONTROLLERS],
    demands: ['reason'],
    event: 'case.solution_refused',
    follows: ['goes_to_another_person', 'terms_counted_anew'],
  },
  ask_rating: {
    from: ['answered'],
    to: ['awaiting_rating'],
    by: [SYSTEM],
    demands: [],
    event: 'case.rating_asked',
    follows: ['rating_asked', 'terms_counted_anew'],
  },
  rate: {
    from: ['answered', 'awaiting_rating'],
    to: ['closed'],
    by: [RESIDENT],
    demands: ['stars'],
    event: 'case.rated',
    follows: [],
  },
  dispute: {
    from: ['answered', 'awaiting_rating', 'closed'],
    to: ['reopened'],
    by: [RESIDENT],
    demands: ['reason'],
    event: 'case.disputed',
    follows: ['goes_to_another_person', 'terms_counted_anew'],
  },
  close: {
    from: ['answered', 'awaiting_rating'],
    to: ['closed'],
    by: [SYSTEM, CONTROLLERS],
    demands: ['outcome', 'reason'],
    event: 'case.closed',
    follows: [],
  },
  reject: {
    from: ['moderation', 'routed'],
    to: ['rejected'],
    by: [ROUTERS],
    demands: ['reason'],
    event: 'case.rejected',
    follows: ['resident_told'],
  },
  withdraw: {
    from: OWED_STATUSES,
    to: ['withdrawn'],
    by: [RESIDENT],
    demands: [],
    event: 'case.withdrawn',
    follows: [],
  },
  reopen: {
    from: ['closed', 'rejected', 'withdrawn'],
    to: ['reopened'],
    by: [CONTROLLERS],
    demands: ['reason'],
    event: 'case.reopened',
    follows: ['goes_to_another_person', 'terms_counted_anew', 'resident_told'],
  },
};

/** Who acts: a member of staff, the resident by link, or the clock. */
export type Acting = readonly Hat[] | 'resident' | 'system';

/** Is this action on the path from here, for this one? `not_now`: not from this status; `not_yours`: not by you. */
export function judgeAction(
  action: ActionName,
  status: Status,
  acting: Acting,
): 'allowed' | 'not_now' | 'not_yours' {
  const transition = PATH[action];
  const admitted = transition.by.some((actor) =>
    typeof acting === 'string'
      ? actor.side === acting
      : 'roles' in actor &&
        acting.some(({ side, role }) => side === actor.side && actor.roles.includes(role)),
  );
  if (!admitted) return 'not_yours';
  return transition.from.includes(status) ? 'allowed' : 'not_now';
}

/** Everything somebody may do with a case in this status, in the order of the table. */
export function actionsFor(status: Status, acting: Acting): ActionName[] {
  return (Object.keys(PATH) as ActionName[]).filter(
    (action) => judgeAction(action, status, acting) === 'allowed',
  );
}
