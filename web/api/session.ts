import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '../../contract/access.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { Session } from '../../contract/session.ts';
import { eraseStaffCopies, startStaffCopies } from '../offline/staff-copies.ts';
import { call } from './client.ts';
import { copyKeeper } from './copy-keeper.ts';
import { ProblemError } from './problem-error.ts';
import { queryClient } from './query-client.ts';
import { markSignedIn } from './signed-in-mark.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    startStaffCopies();
    try {
      const session = await call('session', { signal });
      markSignedIn(true);
      return session;
    } catch (error) {
      if (isSignedOut(error)) {
        markSignedIn(false);
        void eraseStaffCopies();
      }
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Somebody has just come through the door. */
export function enterSession(session: Session): void {
  startStaffCopies();
  queryClient.setQueryData(sessionQuery.queryKey, session);
  markSignedIn(true);
  // The door's answer is the session's: a cellar may come before it is asked for again.
  void copyKeeper()?.keep('session', endpoints.session.path, session);
}

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
