import { useMemo } from 'react';
import type { SpikeRow } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { useSpikes } from '../spikes/use-spikes.ts';

/** For every open spike its places, its topic, the groups above it and its sector: rows of any kind it may stand in. */
export function useOpenSpikes(): { spike: SpikeRow; rows: readonly string[] }[] {
  const registry = useRegistry();
  const { data } = useSpikes({ sort: 'newest', limit: 200 });
  return useMemo(
    () =>
      (data?.rows ?? []).map((spike) => {
        const rows: string[] = [];
        // Bounded: a registry with a cycle must not hang the screen.
        for (let at = registry.topic(spike.topic); at && rows.length < 8; at = registry.topic(at.parent)) {
          rows.push(at.code);
        }
        const sector = registry.topic(spike.topic)?.sector;
        return { spike, rows: sector ? [...rows, sector] : rows };
      }),
    [data, registry],
  );
}

/** Keys `row/municipality` of the cells that hold an open spike. */
export function useOpenSpikeCells(): ReadonlySet<string> {
  const open = useOpenSpikes();
  return useMemo(
    () =>
      new Set(
        open.flatMap(({ spike, rows }) => spike.places.flatMap((p) => rows.map((row) => `${row}/${p}`))),
      ),
    [open],
  );
}
