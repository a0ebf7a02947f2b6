import { queryOptions } from '@tanstack/react-query';
import type { Boundaries } from '../../contract/registry.ts';
import { call } from './client.ts';

/** Borders of the municipalities: they change with the year, not with the day. */
export const boundariesQuery = queryOptions({
  queryKey: ['boundaries'],
  queryFn: ({ signal }) => call('boundaries', { signal }) as Promise<Boundaries>,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});
