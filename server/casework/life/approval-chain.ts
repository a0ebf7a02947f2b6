import type { ApprovalTerm } from '../../../contract/approval-chains.ts';

/** A step of approval as a running case keeps it. `person` null: whoever has the role. */
export interface ChainStep {
  role: string;
  person: string | null;
  /** null: the policy's term of approval, or the product's own. */
  term: ApprovalTerm | null;
}

export interface Chain {
  id: string;
  title: string;
  steps: readonly ChainStep[];
  minSteps: number;
}

/** Does somebody in these roles make the step of approval meant for `role`? A coordinator of the body stands in for its approver. */
export function makesStep(role: string, roles: readonly string[]): boolean {
  return roles.includes(role) || (role === 'approver' && roles.includes('coordinator'));
}

/** The step of one person is that person's; while the person is away (`personThere` false) whoever has the role stands in. */
export function isTurnOf(
  step: { role: string; person: string | null; personThere: boolean },
  login: string | null,
  roles: readonly string[],
): boolean {
  return step.person !== null && step.personThere ? step.person === login : makesStep(step.role, roles);
}

/**
 * Steps that an answer goes through: without those its author would make himself, as long as `minSteps` remain. Of the author's own
 * the last stay, because the last word of a chain is its gravest.
 */
export function stepsFor(
  { steps, minSteps }: Pick<Chain, 'steps' | 'minSteps'>,
  author: { login: string | null; roles: readonly string[] },
): ChainStep[] {
  const own = (step: ChainStep) =>
    step.person === null ? makesStep(step.role, author.roles) : step.person === author.login;
  const kept = new Set(steps.filter((step) => !own(step)));
  for (const step of steps.toReversed()) if (kept.size < minSteps) kept.add(step);
  return steps.filter((step) => kept.has(step));
}

/** Where the region has set no chain, an executor's answer is read by whoever approves for the body, a leader's goes out at once. */
export function stepsWithoutChain(byExecutor: boolean): ChainStep[] {
  return byExecutor ? [{ role: 'approver', person: null, term: null }] : [];
}
