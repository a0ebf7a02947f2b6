import { useCallback, useEffect, useState } from 'react';
import type { AppealFilterQuery } from '../../../contract/index.ts';
import { call } from '../../api/client.ts';
import { NOTHING, pressed, type Selection } from './selection.ts';

/** So many cases one may act upon at a time; more is a matter of rules, not of hands. */
export const SELECTED_MAX = 5000;
const PAGE_ROWS = 200;

export interface Selecting {
  ids: ReadonlySet<string>;
  press: (id: string, stretch: boolean) => void;
  /** Ticks these, or with false unticks them. */
  set: (ids: readonly string[], on: boolean) => void;
  clear: () => void;
  /** Collects everything the list would show, page after page. */
  takeAll: () => void;
  /** How many are collected so far while `takeAll` runs. */
  taking: number | null;
}

/** Ticks over the list; another filter begins anew. */
export function useSelection(filter: AppealFilterQuery, order: readonly string[]): Selecting {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [taking, setTaking] = useState<number | null>(null);
  // Another filter is another list.
  useEffect(() => setSelection(NOTHING), [filter]);

  const press = useCallback(
    (id: string, stretch: boolean) => setSelection((now) => pressed(now, id, stretch, order)),
    [order],
  );
  const set = useCallback((ids: readonly string[], on: boolean) => {
    setSelection((now) => {
      const next = new Set(now.ids);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return { ids: next, anchor: null };
    });
  }, []);
  const takeAll = async () => {
    setTaking(0);
    try {
      const ids = new Set<string>();
      let after: string | undefined;
      do {
        const page = await call('appeals', { query: { ...filter, sort: 'oldest', after, limit: PAGE_ROWS } });
        for (const row of page.rows) if (ids.size < SELECTED_MAX) ids.add(row.id);
        setTaking(ids.size);
        after = page.next ?? undefined;
      } while (after && ids.size < SELECTED_MAX);
      setSelection({ ids, anchor: null });
    } finally {
      setTaking(null);
    }
  };
  return {
    ids: selection.ids,
    press,
    set,
    clear: () => setSelection(NOTHING),
    takeAll: () => void takeAll().catch(() => undefined),
    taking,
  };
}
