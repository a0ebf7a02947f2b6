import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidate, Refusal } from '../../contract/monitoring.ts';
import { call } from '../api/client.ts';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { toaster } from '../theme/toaster.ts';

export type CandidateSearch = {
  source?: string;
  municipality?: string;
  topic?: string;
};
export type Verdict =
  | { accept: true; topic: string | null; municipality: string | null }
  | { refuse: Refusal };

const KEY = ['candidates'];
const FETCHED = 100;
const REFILL_BELOW = 20;
const REFRESH_MS = 60_000;
const UNDO_OFFERED_MS = 10_000;

/** The queue as this person sees it: a decision takes its row away at once and travels behind, a refusal brings it back. */
export function useCandidates(search: CandidateSearch, onBack: (id: string) => void) {
  const { t } = useTranslation('monitoring');
  const client = useQueryClient();
  const query = useQuery({
    queryKey: [...KEY, search],
    queryFn: ({ signal }) => call('candidates', { query: { ...search, limit: FETCHED }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const decided = useRef<{ id: string; done: Promise<boolean> }[]>([]);
  const fetched = query.data?.rows;
  const rows = useMemo(() => (fetched ?? []).filter((row) => !gone.has(row.id)), [fetched, gone]);
  const total = Math.max(rows.length, (query.data?.total ?? 0) - ((fetched?.length ?? 0) - rows.length));
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: KEY }), [client]);
  const show = useCallback(
    (id: string) => setGone((before) => new Set([...before].filter((each) => each !== id))),
    [],
  );

  const undo = useCallback(
    async (id?: string): Promise<void> => {
      const at = id ? decided.current.findLastIndex((each) => each.id === id) : decided.current.length - 1;
      const [last] = at < 0 ? [] : decided.current.splice(at, 1);
      if (!last) return void toaster.add({ name: 'candidate', title: t('nothingToUndo'), autoHiding: 3000 });
      toaster.removeAll();
      if (!(await last.done)) return;
      try {
        await call('undoCandidate', { params: { id: last.id } });
        show(last.id);
        await refresh();
        onBack(last.id);
      } catch (error) {
        tell(error);
      }
    },
    [onBack, refresh, show, t],
  );

  const decide = useCallback(
    (row: Candidate, verdict: Verdict) => {
      setGone((before) => new Set(before).add(row.id));
      const send = async (): Promise<boolean> => {
        const params = { id: row.id };
        try {
          if ('refuse' in verdict)
            await call('rejectCandidate', { params, body: { reason: verdict.refuse } });
          else {
            const { topic, municipality } = verdict;
            const { number } = await call('acceptCandidate', { params, body: { topic, municipality } });
            offerUndo(t('accepted', { number }));
          }
          return true;
        } catch (error) {
          tell(error);
          show(row.id);
          await refresh();
          return false;
        }
      };
      const offerUndo = (title: string) => {
        toaster.removeAll();
        toaster.add({
          name: 'candidate',
          title,
          autoHiding: UNDO_OFFERED_MS,
          actions: [{ label: t('undo'), onClick: () => void undo(row.id) }],
        });
      };
      const done = send();
      decided.current.push({ id: row.id, done });
      if ('refuse' in verdict) offerUndo(t('refused', { reason: t(`refusal.${verdict.refuse}`) }));
      if (rows.length - 1 < REFILL_BELOW && total > rows.length) void done.then(refresh);
    },
    [refresh, rows.length, show, t, total, undo],
  );
  return { query, rows, total, decide, undo, refresh };
}

const tell = (error: unknown) => tellRefusal('candidate-problem', error, { autoHiding: 12_000 });
