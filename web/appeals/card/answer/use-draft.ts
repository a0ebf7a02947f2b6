import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft, SaveDraft } from '../../../../contract/casework.ts';
import type { Problem } from '../../../../contract/problem.ts';
import type { Outcome } from '../../../../contract/vocabulary.ts';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';

/** Written on: this long after the last key the text becomes an edition. */
const SAVE_AFTER_MS = 2_500;
const RETRY_AFTER_MS = 10_000;
const EMPTY: Written = { understood: '', cause: '', plan: '', planDate: null, outcome: null };

export interface Written {
  understood: string;
  cause: string;
  plan: string;
  planDate: string | null;
  /** null until it is chosen: what became of the matter is never guessed. */
  outcome: Outcome | null;
}

export const draftsKey = (id: string) => ['drafts', id];

export function useDrafts(id: string, enabled = true) {
  return useQuery({
    queryKey: draftsKey(id),
    queryFn: ({ signal }) => call('drafts', { params: { id }, signal }),
    enabled,
  });
}

/**
 * The answer being written. Every pause in the writing becomes an edition on the server; until then it stands in the browser, so that
 * neither a closed window nor a cellar without network loses a word.
 */
export function useDraft(id: string) {
  const client = useQueryClient();
  const query = useDrafts(id);
  const [written, setWritten] = useState<Written | null>(() => readKept(id));
  const [state, setState] = useState<'saved' | 'writing' | 'saving' | 'failed'>(
    written ? 'writing' : 'saved',
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const newest = query.data?.rows[0];
  const value: Written = written ?? newest ?? EMPTY;
  const chain = useRef<Promise<Draft | null>>(Promise.resolve(null));
  const latest = useRef<Written | null>(written);
  latest.current = written;

  const change = useCallback(
    (part: Partial<Written>) => {
      setWritten((before) => {
        const next = { ...(before ?? newest ?? EMPTY), ...part };
        keep(id, next);
        return next;
      });
      setState('writing');
    },
    [id, newest],
  );

  /** Makes an edition of what is written now. @returns the newest edition, or null when the server did not take it */
  const save = useCallback((): Promise<Draft | null> => {
    chain.current = chain.current.then(async () => {
      const now = latest.current;
      const known = client.getQueryData<{ rows: Draft[] }>(draftsKey(id))?.rows[0] ?? null;
      if (!now || (known && sameText(now, known))) {
        if (now) settle(now);
        return known;
      }
      setState('saving');
      try {
        const body: SaveDraft = {
          understood: now.understood,
          cause: now.cause,
          plan: now.plan,
          planDate: now.planDate,
          outcome: now.outcome ?? 'explained',
        };
        const draft = await call('saveDraft', { params: { id }, body });
        client.setQueryData<{ rows: Draft[] }>(draftsKey(id), (before) => ({
          rows: [draft, ...(before?.rows ?? [])],
        }));
        setProblem(null);
        settle(now);
        return draft;
      } catch (error) {
        setProblem(describeError(error));
        setState('failed');
        return null;
      }
    });
    return chain.current;

    function settle(saved: Written) {
      if (latest.current !== saved) return setState('writing');
      // The outcome not yet chosen stays unchosen on the screen although an edition needs one.
      if (saved.outcome !== null) {
        forget(id);
        setWritten((now) => (now === saved ? null : now));
      }
      setState('saved');
    }
  }, [client, id]);

  useEffect(() => {
    if (!written || query.isPending || (state !== 'writing' && state !== 'failed')) return;
    const timer = setTimeout(() => void save(), state === 'failed' ? RETRY_AFTER_MS : SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [written, state, save, query.isPending]);

  return { value, change, save, state, problem, editions: query.data?.rows ?? [], loading: query.isPending };
}

function sameText(a: Written, b: Written): boolean {
  return (['understood', 'cause', 'plan', 'planDate', 'outcome'] as const).every((key) =>
    typeof a[key] === 'string' && key !== 'planDate' ? a[key].trim() === b[key] : a[key] === b[key],
  );
}

const keptKey = (id: string) => `otklik.draft.${id}`;

function readKept(id: string): Written | null {
  try {
    const text = localStorage.getItem(keptKey(id));
    return text ? { ...EMPTY, ...(JSON.parse(text) as Partial<Written>) } : null;
  } catch {
    return null;
  }
}

function keep(id: string, written: Written): void {
  try {
    localStorage.setItem(keptKey(id), JSON.stringify(written));
  } catch {
    // A full or forbidden store: the server's editions remain.
  }
}

function forget(id: string): void {
  localStorage.removeItem(keptKey(id));
}
