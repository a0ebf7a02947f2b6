import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { useWork, type Work } from '../api/use-work.ts';

export function usePeople() {
  return useQuery({ queryKey: ['people'], queryFn: ({ signal }) => call('people', { signal }) });
}

export function useDelegations() {
  return useQuery({ queryKey: ['delegations'], queryFn: ({ signal }) => call('delegations', { signal }) });
}

/** Changes people or what they are lent, then shows how it is now. */
export const usePeopleWork = (): Work => useWork(['people'], ['delegations']);
