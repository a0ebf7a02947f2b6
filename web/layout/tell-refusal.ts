import type { Problem } from '../../contract/problem.ts';
import { describeError } from '../api/problem-error.ts';
import { toaster } from '../theme/toaster.ts';

/**
 * Says in the corner why something was not taken, where the thing itself has no room for it.
 *
 * @param name the same refusal again replaces the one that is shown
 * @param more `about`: number of the case, where many are worked on in a row; `autoHiding`: milliseconds
 * @returns the refusal, for a caller that does something about its kind
 */
export function tellRefusal(
  name: string,
  error: unknown,
  { about, autoHiding }: { about?: string; autoHiding?: number } = {},
): Problem {
  const problem = describeError(error);
  toaster.add({
    name,
    theme: 'danger',
    title: about ? `${about}: ${problem.title}` : problem.title,
    content: problem.detail,
    ...(autoHiding && { autoHiding }),
  });
  return problem;
}
