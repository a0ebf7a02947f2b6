import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Crisis } from '../../contract/crisis.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { registryQuery, useRegistry } from '../api/registry.ts';
import { coalesce } from '../map/coalesce.ts';

const KEY = ['crises'];
/** Figures of a crisis are read by the minute: a burst of appeals asks for them once. */
const LIVE_MS = 4_000;
/** Other servers of the region learn new topics within seconds. */
const NAMES_MS = 3_000;
const NAMES_ASKED_MAX = 4;

export const crisesQuery = queryOptions({
  queryKey: [...KEY, 'list'],
  queryFn: ({ signal }) => call('crises', { signal }),
});

export const crisisQuery = (id: string) =>
  queryOptions({
    queryKey: [...KEY, 'board', id],
    queryFn: ({ signal }) => call('crisis', { params: { id }, signal }),
  });

/** The board of one crisis, renewed as appeals come in. */
export function useCrisis(id: string) {
  const client = useQueryClient();
  const line = useRef<ReturnType<typeof coalesce> | null>(null);
  useEffect(() => {
    // A running request is left to finish: cancelling it at every event would starve the screen under load.
    const own = coalesce(
      () => client.refetchQueries({ queryKey: crisisQuery(id).queryKey }, { cancelRefetch: false }),
      LIVE_MS,
    );
    line.current = own;
    return () => own.stop();
  }, [client, id]);
  useLive('facts.advanced', () => line.current?.ask());
  // An hour may pass without an appeal, and the chart must move on.
  return useQuery({ ...crisisQuery(id), refetchInterval: 5 * 60_000 });
}

/** Asks for the names again while a crisis has topics that the registry of this window does not know yet. */
export function useFreshNames(crises: readonly Crisis[]): void {
  const client = useQueryClient();
  const registry = useRegistry();
  const asked = useRef(0);
  const unknown = registry.ready && crises.some((each) => each.topics.some((code) => !registry.topic(code)));
  useEffect(() => {
    if (!unknown) return;
    const timer = setInterval(() => {
      if (asked.current++ < NAMES_ASKED_MAX) void client.invalidateQueries(registryQuery);
      else clearInterval(timer);
    }, NAMES_MS);
    return () => clearInterval(timer);
  }, [unknown, client]);
}

/** The parameters of a list of cases or of the map that mean exactly what the crisis watches. */
export function filterOf({ topics, municipalities, from, to }: Crisis): Record<string, string> {
  return {
    topic: topics.join(','),
    ...(municipalities && municipalities.length > 0 && { municipality: municipalities.join(',') }),
    from,
    ...(to && { to }),
  };
}
