import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AppealFilterQuery, AppealRow } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { useRegistry } from '../api/registry.ts';
import { matchesFilter } from '../filters/matches-filter.ts';

/** Older rows leave the screen; the list of cases has them all. */
const SHOWN_MAX = 300;
const FIRST_ROWS = 50;
/** A letter may be registered days after it was written; what is older still is an import, not the stream of today. */
const LATE_DAYS_MAX = 3;

export interface FeedRow extends AppealRow {
  /** Came in while one looked. */
  fresh: boolean;
}

/** What comes in, newest first. While `paused`, newcomers wait beside the list so that nothing jumps under the reader's eye. */
export function useFeed(filter: AppealFilterQuery, paused: boolean) {
  const registry = useRegistry();
  const key = useMemo(() => JSON.stringify(filter), [filter]);
  const first = useQuery({
    queryKey: ['feed', key],
    queryFn: ({ signal }) =>
      call('appeals', { query: { ...filter, sort: 'newest', limit: FIRST_ROWS }, signal }),
    staleTime: 0,
  });
  const [came, setCame] = useState<readonly AppealRow[]>([]);
  const [waiting, setWaiting] = useState<readonly AppealRow[]>([]);
  const [skipped, setSkipped] = useState(0);

  // Another filter is another feed.
  useEffect(() => {
    setCame([]);
    setWaiting([]);
    setSkipped(0);
  }, [key]);

  useLive('appeals.registered', ({ rows, more }) => {
    const oldest = new Date(Date.now() - LATE_DAYS_MAX * 86_400_000).toISOString();
    const recent = rows.filter((row) => row.filedAt > oldest);
    const ours = recent.filter((row) => matchesFilter(row, filter, registry));
    if (more > 0 && recent.length === rows.length) setSkipped((before) => before + more);
    if (ours.length === 0) return;
    const add = (before: readonly AppealRow[]) => [...ours.toReversed(), ...before].slice(0, SHOWN_MAX);
    if (paused) setWaiting(add);
    else setCame(add);
  });

  const release = useCallback(() => {
    setWaiting((held) => {
      if (held.length > 0) setCame((before) => [...held, ...before].slice(0, SHOWN_MAX));
      return [];
    });
  }, []);
  useEffect(() => {
    if (!paused) release();
  }, [paused, release]);

  const rows = useMemo<readonly FeedRow[]>(() => {
    const seen = new Set<string>();
    const all = [
      ...came.map((row) => ({ ...row, fresh: true })),
      ...(first.data?.rows ?? []).map((row) => ({ ...row, fresh: false })),
    ];
    return all.filter((row) => !seen.has(row.id) && seen.add(row.id)).slice(0, SHOWN_MAX);
  }, [came, first.data]);
  return { first, rows, waiting: waiting.length, skipped, came: came.length };
}
