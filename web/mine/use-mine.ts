import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyCase, MyWork } from '../../contract/my-work.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { useRefreshSoon } from '../api/refresh-soon.ts';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { toaster } from '../theme/toaster.ts';

const KEY = ['mine'];
const REFRESH_AT_MOST_EVERY_MS = 5_000;

/** My cases and the free ones of my body, live; taking one moves it over at once and back when the server refuses. */
export function useMine() {
  const { t } = useTranslation('casework');
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('mine', { signal }) });
  const [taking, setTaking] = useState<string | null>(null);

  const refreshSoon = useRefreshSoon(KEY, REFRESH_AT_MOST_EVERY_MS);
  useLive('appeals.changed', refreshSoon);
  useLive('appeals.registered', refreshSoon);

  /** @returns true when the case is mine now */
  const take = useCallback(
    async (row: MyCase): Promise<boolean> => {
      setTaking(row.id);
      await client.cancelQueries({ queryKey: KEY });
      const before = client.getQueryData<MyWork>(KEY);
      if (before) client.setQueryData<MyWork>(KEY, movedOver(before, row));
      try {
        await call('actOnCase', { params: { id: row.id }, ifMatch: row.version, body: { action: 'take' } });
        toaster.add({
          name: `take-${row.id}`,
          title: t('done.take', { number: row.number }),
          autoHiding: 4000,
        });
        return true;
      } catch (error) {
        if (before) client.setQueryData(KEY, before);
        tellRefusal(`take-${row.id}`, error, { about: row.number, autoHiding: 10_000 });
        return false;
      } finally {
        setTaking(null);
        void client.invalidateQueries({ queryKey: KEY });
      }
    },
    [client, t],
  );
  return { query, take, taking };
}

function movedOver(work: MyWork, row: MyCase): MyWork {
  return {
    mine: [...work.mine, { ...row, status: 'in_work' as const }].sort((a, b) =>
      (a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1,
    ),
    free: work.free.filter((each) => each.id !== row.id),
    total: { mine: work.total.mine + 1, free: work.total.free - 1 },
  };
}
