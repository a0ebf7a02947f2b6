import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AppealFilterQuery, AppealRow } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { useRegistry } from '../api/registry.ts';
import { matchesFilter } from '../filters/matches-filter.ts';

export const SORTS = ['newest', 'oldest', 'due', 'relevance'] as const;
export type Sort = (typeof SORTS)[number];

const PAGE_ROWS = 100;
/** Refreshing re-asks every loaded page; a list scrolled further than this stays as it was read. */
const REFRESHED_PAGES_MAX = 3;
const REFRESH_AT_MOST_EVERY_MS = 5_000;

/** The list behind a filter, page after page, and how many came in since it was shown. */
export function useAppeals(filter: AppealFilterQuery, sort: Sort) {
  const client = useQueryClient();
  const registry = useRegistry();
  const key = useMemo(() => ['appeals', filter, sort], [filter, sort]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call('appeals', { query: { ...filter, sort, after: pageParam, limit: PAGE_ROWS }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const rows = useMemo<readonly AppealRow[]>(
    () => query.data?.pages.flatMap((page) => page.rows) ?? [],
    [query.data],
  );

  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [uncounted, setUncounted] = useState(0);
  const forget = () => {
    setArrived(new Set());
    setUncounted(0);
  };
  // Another list starts counting anew.
  useEffect(forget, [key]);
  useLive('appeals.registered', ({ rows: fresh, more }) => {
    if (filter.q) return;
    // An import of old files registers now what was filed long ago: it does not stand at the top of this list.
    const top = sort === 'newest' ? (rows[0]?.filedAt ?? '') : '';
    const ours = fresh.filter((row) => row.filedAt > top && matchesFilter(row, filter, registry));
    if (ours.length > 0) setArrived((before) => new Set([...before, ...ours.map((row) => row.id)]));
    // What the server left out of the message can be told apart only by asking; an unfiltered list takes it all.
    const allOurs = ours.length === fresh.length && Object.keys(filter).length === 0;
    if (more > 0 && allOurs) setUncounted((before) => before + more);
  });

  const lastRefresh = useRef(0);
  useLive('appeals.changed', ({ ids, more }) => {
    const loaded = query.data?.pages.length ?? 0;
    if (loaded === 0 || loaded > REFRESHED_PAGES_MAX) return;
    if (Date.now() - lastRefresh.current < REFRESH_AT_MOST_EVERY_MS) return;
    if (more === 0 && !rows.some((row) => ids.includes(row.id))) return;
    lastRefresh.current = Date.now();
    void query.refetch();
  });

  /** Shows the list from its beginning with everything that has come in. */
  const showArrived = async () => {
    forget();
    await client.resetQueries({ queryKey: key, exact: true });
  };

  const loadedIds = useMemo(() => new Set(rows.map((row) => row.id)), [rows]);
  const arrivedCount = [...arrived].filter((id) => !loadedIds.has(id)).length + uncounted;
  return { query, rows, first: query.data?.pages[0], arrivedCount, showArrived };
}
