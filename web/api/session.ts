import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '../../contract/access.ts';
import type { Session } from '../../contract/session.ts';
import { call } from './client.ts';
import { ProblemError } from './problem-error.ts';
import { markSignedIn } from './signed-in-mark.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    try {
      const session = await call('session', { signal });
      markSignedIn(true);
      return session;
    } catch (error) {
      if (isSignedOut(error)) markSignedIn(false);
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The signed-in account; inside the console it is always there. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}
