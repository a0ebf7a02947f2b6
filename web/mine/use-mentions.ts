import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { useRefreshSoon } from '../api/refresh-soon.ts';
import { useMay } from '../api/session.ts';

const KEY = ['mentions'];
const REFRESH_AT_MOST_EVERY_MS = 15_000;

/** Notes that call the reader, live; nothing is asked for those who may not read notes. */
export function useMentions() {
  const client = useQueryClient();
  const may = useMay('cases.act');
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call('mentions', { signal }),
    enabled: may,
    staleTime: REFRESH_AT_MOST_EVERY_MS,
  });
  useLive('appeals.changed', useRefreshSoon(KEY, REFRESH_AT_MOST_EVERY_MS));
  const read = useMutation({
    mutationFn: (ids: string[] | undefined) => call('readMentions', { body: { ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return { query, read };
}
