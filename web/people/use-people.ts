import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';

export function usePeople() {
  return useQuery({ queryKey: ['people'], queryFn: ({ signal }) => call('people', { signal }) });
}

export function useDelegations() {
  return useQuery({ queryKey: ['delegations'], queryFn: ({ signal }) => call('delegations', { signal }) });
}

/** Changes people or what they are lent, then shows how it is now. */
export function usePeopleWork() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** @returns was it taken? The refusal stands in `problem`. */
  const work = async (step: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await step();
      await Promise.all(
        [['people'], ['delegations']].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      return true;
    } catch (error) {
      setProblem(describeError(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { work, busy, problem };
}
