import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AppealFilterQuery, HeatMap } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { changedCells } from './changed-cells.ts';
import { coalesce } from './coalesce.ts';
import { isShare } from './colour-scale.ts';
import type { MapView } from './map-view.ts';

const LIVE_MS = 150;
/** The time line and sample cases change less visibly and need not be asked as often as the map and its figures. */
const LIVE_SLOW_MS = 1_000;
const FAILED_AGAIN_MS = 10_000;

/** What of the view the server must know to count for its measure. */
export function measureQuery({ measure, versus }: MapView) {
  if (measure === 'compare') return { measure, vsFrom: versus?.from, vsTo: versus?.to };
  // The others colour what every answer holds: one answer serves them all.
  return isShare(measure) || measure === 'authors' ? { measure } : {};
}

/** The picture of one filter. `day` shows a single day of the period instead (playing). */
export function heatMapQuery(view: MapView, day: string | null) {
  const query = {
    ...view.filter,
    ...(day ? { from: day, to: day } : {}),
    ...measureQuery(view),
    rows: view.rowKind,
    topicParent: view.under ?? undefined,
  };
  return queryOptions({
    queryKey: ['heat', 'map', query],
    queryFn: ({ signal }) => call('heatMap', { query, signal }),
  });
}

export function timelineQuery(filter: AppealFilterQuery) {
  return queryOptions({
    queryKey: ['heat', 'timeline', filter],
    queryFn: ({ signal }) => call('timeline', { query: filter, signal }),
  });
}

export function hoursQuery(filter: AppealFilterQuery) {
  return queryOptions({
    queryKey: ['heat', 'timeline', 'hours', filter],
    queryFn: ({ signal }) => call('hours', { query: filter, signal }),
  });
}

export function overviewQuery(filter: AppealFilterQuery) {
  return queryOptions({
    queryKey: ['heat', 'overview', filter],
    queryFn: ({ signal }) => call('overview', { query: filter, signal }),
  });
}

/** The picture that stays on the screen until the next one is there. */
export function useHeatMap(view: MapView, day: string | null) {
  return useQuery({
    ...heatMapQuery(view, day),
    placeholderData: keepPreviousData,
    // Nobody presses «again» on a wall.
    refetchInterval: ({ state }) => (state.status === 'error' ? FAILED_AGAIN_MS : false),
  });
}

/** Asks again when the replica advances; returns when the picture was last renewed by a live event (ms), or null. */
export function useLiveHeat(): number | null {
  const client = useQueryClient();
  const [renewedAt, setRenewedAt] = useState<number | null>(null);
  const lines = useRef<ReturnType<typeof coalesce>[]>([]);
  useEffect(() => {
    // A running request is left to finish: cancelling it at every event would starve the screen under load.
    const again = (key: string[]) =>
      client.refetchQueries({ queryKey: key, type: 'active' }, { cancelRefetch: false });
    const fast = coalesce(async () => {
      await Promise.all([again(['heat', 'map']), again(['heat', 'overview']), again(['heat', 'near'])]);
      setRenewedAt(Date.now());
    }, LIVE_MS);
    const slow = coalesce(
      () => Promise.all([again(['heat', 'timeline']), again(['heat', 'cases'])]),
      LIVE_SLOW_MS,
    );
    lines.current = [fast, slow];
    return () => {
      fast.stop();
      slow.stop();
    };
  }, [client]);
  useLive('facts.advanced', () => {
    for (const line of lines.current) line.ask();
  });
  return renewedAt;
}

/** Cells that changed with the last live renewal; a new filter is a new picture and flashes nothing. */
export function useFlashes(heatMap: HeatMap | undefined, question: string): readonly string[] {
  const last = useRef<{ heatMap: HeatMap; question: string } | null>(null);
  const flashes = useMemo(() => {
    const before = last.current?.question === question ? last.current.heatMap : undefined;
    return changedCells(before, heatMap);
  }, [heatMap, question]);
  useEffect(() => {
    if (heatMap) last.current = { heatMap, question };
  }, [heatMap, question]);
  return flashes;
}
