import type { AppealCard } from '../../../../contract/appeals.ts';
import type { ActionName } from '../../../../contract/casework.ts';
import type { Session } from '../../../../contract/session.ts';

/** The one next thing to do with a case: an action of the path, writing the answer, or deciding the triage. */
export type NextStep = ActionName | 'answer' | 'triage';

/** How the reader stands to the case, as far as the next step depends on it. */
export interface Standing {
  /** The case is in the reader's hands. */
  mine: boolean;
  /** It is in somebody's hands, the reader's or not. */
  held: boolean;
  /** The reader gave the answer after which the case came back: somebody else takes it. */
  closer: boolean;
  /** The step of approval that waits is the reader's. */
  turn: boolean;
  /** An extension of the term waits for a decision. */
  asked: boolean;
}

export function standingOf(
  { life, history, status }: Pick<AppealCard, 'life' | 'history' | 'status'>,
  session: Pick<Session, 'login' | 'role'> | undefined,
): Standing {
  const author = history.findLast((entry) => typeof entry.details.author === 'string')?.details.author;
  const waiting = life.approvals.find((step) => step.state === 'waiting');
  return {
    mine: session !== undefined && life.assignee === session.login,
    held: life.assignee !== null,
    closer: status === 'reopened' && session !== undefined && author === session.login,
    turn:
      waiting !== undefined &&
      session !== undefined &&
      (waiting.person !== null
        ? waiting.person === session.login
        : waiting.role === session.role || (waiting.role === 'approver' && session.role === 'coordinator')),
    asked: life.extensions.some((extension) => extension.state === 'asked'),
  };
}

/**
 * The next sensible step among what is offered; null when the next move is somebody else's. What waits for a decision comes before
 * work, one's own work before other people's.
 */
export function nextStep(
  offered: readonly ActionName[],
  standing: Standing,
  queued: boolean,
): NextStep | null {
  const may = (action: ActionName) => offered.includes(action);
  if (queued) return 'triage';
  if (may('approve') && standing.turn) return 'approve';
  if (may('grant_extension') && standing.asked) return 'grant_extension';
  if (may('submit') && standing.mine) return 'answer';
  if (may('take') && !standing.held && !standing.closer) return 'take';
  if (may('assign') && !standing.held) return 'assign';
  if (may('take_result')) return 'take_result';
  if (may('resume') && standing.mine) return 'resume';
  if (may('confirm_solution')) return 'confirm_solution';
  return null;
}

/** Groups of the menu, each in the order of use. `submit` is sent from the editor, `rate` and the like are the resident's. */
export const MENU: readonly (readonly ActionName[])[] = [
  ['take', 'assign', 'resume', 'take_result', 'give_interim', 'ask_resident'],
  ['ask_extension', 'grant_extension', 'refuse_extension', 'postpone'],
  ['approve', 'return_draft', 'confirm_solution', 'refuse_solution'],
  ['transfer', 'hand_out', 'return_to_triage', 'reject', 'close', 'reopen'],
];

/** Letters by their place on the keyboard; two actions share one only where no status offers both. */
export const ACTION_KEYS: Partial<Record<ActionName, string>> = {
  take: 't',
  assign: 'a',
  resume: 'g',
  take_result: 'r',
  give_interim: 'i',
  ask_resident: 'q',
  ask_extension: 'x',
  grant_extension: 'y',
  refuse_extension: 'n',
  postpone: 'h',
  approve: 'y',
  return_draft: 'n',
  confirm_solution: 'c',
  refuse_solution: 'n',
  transfer: 'p',
  hand_out: 'o',
  return_to_triage: 'b',
  reject: 'd',
  close: 'l',
  reopen: 'o',
};

/** What of the offered stands in the menu beside the primary button. */
export function menuOf(
  offered: readonly ActionName[],
  standing: Standing,
  primary: NextStep | null,
): ActionName[][] {
  const shown = (action: ActionName) =>
    offered.includes(action) &&
    action !== primary &&
    !(action === 'take' && (standing.mine || standing.closer)) &&
    !((action === 'approve' || action === 'return_draft') && !standing.turn) &&
    !((action === 'grant_extension' || action === 'refuse_extension') && !standing.asked) &&
    !(action === 'ask_extension' && standing.asked);
  return MENU.map((group) => group.filter(shown)).filter((group) => group.length > 0);
}
