import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';

const REFRESH_AT_MOST_EVERY_MS = 3_000;
/** Terms pass without anything happening: the numbers move by themselves. */
const REFRESH_MS = 60_000;

export type By = 'organisation' | 'assignee';

export function useBoard(filter: AppealFilterQuery, by: By) {
  useControlLive();
  return useQuery({
    queryKey: ['control', 'board', filter, by],
    queryFn: ({ signal }) => call('board', { query: { ...filter, by }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** Anything that happened to a case may have moved a number: asked again, but not with every event. */
export function useControlLive(): void {
  const client = useQueryClient();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const refresh = () => {
    if (timer.current) return;
    const wait = Math.max(0, last.current + REFRESH_AT_MOST_EVERY_MS - Date.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      last.current = Date.now();
      void client.invalidateQueries({ queryKey: ['control'], refetchType: 'active' });
    }, wait);
  };
  useLive('appeals.changed', refresh);
  useLive('appeals.registered', refresh);
}
