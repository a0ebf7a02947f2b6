import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '../../contract/access.ts';
import type { Session } from '../../contract/session.ts';
import { call } from './client.ts';
import { ProblemError } from './problem-error.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('session', { signal }),
  staleTime: 5 * 60_000,
});

/** The signed-in account; inside the console it is always there. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

export const isSignedOut = (error: unknown) => error instanceof ProblemError && error.status === 401;
