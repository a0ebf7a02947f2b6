import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { Problem } from '../../contract/problem.ts';
import { call } from '../api/client.ts';
import { useWork } from '../api/use-work.ts';

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
  const { work, busy, problem } = useWork();
  const [done, setDone] = useState<FollowActs['done']>(null);
  const perform = (name: NonNullable<FollowActs['done']>, step: () => Promise<unknown>) =>
    work(async () => {
      try {
        await step();
        setDone(name);
      } finally {
        // After a refusal too: what was refused is judged by what is now.
        await client.invalidateQueries({ queryKey: ['follow', token] });
      }
    });
  return {
    busy,
    problem,
    done,
    act: (action) => perform(action.action, () => call('actAsResident', { params: { token }, body: action })),
    reply: (text) => perform('reply', () => call('replyAsResident', { params: { token }, body: { text } })),
  };
}
