import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { describeError } from './problem-error.ts';

export interface Work {
  /** @returns was it taken? The refusal stands in `problem`. */
  work: (step: () => Promise<unknown>) => Promise<boolean>;
  busy: boolean;
  /** The last refusal in words; null after a success. */
  problem: Problem | null;
  /** Says a refusal that was found here, or takes one back (null). */
  refuse: (problem: Problem | null) => void;
}

/**
 * One piece of work at a time, for a form that stays where it is: busy while it goes, a refusal in words beside the button.
 *
 * @param touched what is asked for anew before the work counts as done
 */
export function useWork(...touched: QueryKey[]): Work {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const work = async (step: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await step();
      await Promise.all(touched.map((queryKey) => client.invalidateQueries({ queryKey })));
      return true;
    } catch (error) {
      setProblem(describeError(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { work, busy, problem, refuse: setProblem };
}
