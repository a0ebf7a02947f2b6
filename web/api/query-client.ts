import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal does not change by asking again; silence and overload may.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: false,
      // Asked also where the browser believes that there is no network: the refusal, or a kept copy, is an answer; silence is none.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended while somebody worked: ask who it is; the console's guard leads to the door.
      if (error instanceof ProblemError && error.status === 401 && query.queryKey[0] !== 'session') {
        window.dispatchEvent(new Event(SESSION_ENDED));
      }
    },
  }),
});

/** Window event: the server no longer knows us. */
export const SESSION_ENDED = 'otklik:session-ended';
