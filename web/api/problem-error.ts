import type { Problem } from '../../contract/problem.ts';
import { t } from '../i18n/translate.ts';

/** A refusal in words a person can act on. `status` 0 means that the server did not answer at all. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail ? `${problem.title}. ${problem.detail}` : problem.title, { cause });
    this.name = 'ProblemError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  static unreachable(cause: unknown): ProblemError {
    return new ProblemError(
      {
        type: 'about:blank',
        status: 0,
        title: t('shell:problem.unreachable.title'),
        detail: t('shell:problem.unreachable.detail'),
      },
      cause,
    );
  }

  /** Reads problem+json; an answer of another shape (a proxy's page) becomes a sentence by its status. */
  static async from(response: Response): Promise<ProblemError> {
    const { status } = response;
    const read = await response.json().catch(() => null);
    if (read && typeof read === 'object' && typeof read.title === 'string') {
      return new ProblemError({ type: 'about:blank', ...read, status });
    }
    const known = [401, 403, 404, 409, 412, 413, 429].includes(status) ? String(status) : 'server';
    return new ProblemError({
      type: 'about:blank',
      status,
      title: t(`shell:problem.${known}.title`),
      detail: t(`shell:problem.${known}.detail`),
    });
  }
}

/** Whatever was thrown, as title and detail for the screen. */
export function describeError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    type: 'about:blank',
    status: -1,
    title: t('shell:problem.crash.title'),
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** A refusal as one line of text. */
export const problemWords = ({ title, detail }: Problem): string =>
  [title, detail].filter(Boolean).join('. ');
