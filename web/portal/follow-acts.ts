import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { Problem } from '../../contract/problem.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';

export interface FollowActs {
  busy: boolean;
  /** The last refusal in words; null after a success. */
  problem: Problem | null;
  /** @returns true when done */
  act(action: CaseActionInput): Promise<boolean>;
  reply(text: string): Promise<boolean>;
  /** What was done last, for the word of thanks. */
  done: CaseActionInput['action'] | 'reply' | null;
}

/** What a resident does by his link; the page is asked for anew after each. */
export function useFollowActs(token: string): FollowActs {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<FollowActs['done']>(null);
  const perform = async (name: NonNullable<FollowActs['done']>, work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setDone(name);
      return true;
    } catch (error) {
      setProblem(describeError(error));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ['follow', token] });
      setBusy(false);
    }
  };
  return {
    busy,
    problem,
    done,
    act: (action) => perform(action.action, () => call('actAsResident', { params: { token }, body: action })),
    reply: (text) => perform('reply', () => call('replyAsResident', { params: { token }, body: { text } })),
  };
}
