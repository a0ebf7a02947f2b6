import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../../../../contract/problem.ts';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';

export function useCaseFile(id: string) {
  return useQuery({
    queryKey: ['case-file', id],
    queryFn: ({ signal }) => call('caseFile', { params: { id }, signal }),
  });
}

/** Does one piece of work beside the case, then shows the file and the card as they are now. */
export function useFileWork(id: string) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** @returns was it taken? The refusal stands in `problem`. */
  const work = async (step: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await step();
      await Promise.all([
        client.invalidateQueries({ queryKey: ['case-file', id] }),
        client.invalidateQueries({ queryKey: ['appeal', id] }),
      ]);
      return true;
    } catch (error) {
      setProblem(describeError(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { work, busy, problem, refuse: setProblem, forgive: () => setProblem(null) };
}
