import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseActionInput } from '../../contract/casework.ts';
import type { WaitingAnswer, WaitingExtension } from '../../contract/my-work.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { describeError } from '../api/problem-error.ts';
import { useRefreshSoon } from '../api/refresh-soon.ts';
import { toaster } from '../theme/toaster.ts';

const KEY = ['approvals'];
const REFRESH_AT_MOST_EVERY_MS = 5_000;
/** An approval leaves only after this long: what has gone to a resident cannot be called back. */
export const UNDO_MS = 7_000;

export type Waiting =
  | { kind: 'answer'; key: string; item: WaitingAnswer }
  | { kind: 'extension'; key: string; item: WaitingExtension };

interface Held {
  waiting: Waiting;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * What waits for my «да». A yes takes the answer off the screen at once and leaves after a window in which it can be undone; a no
 * leaves at once. A refusal of the server brings the answer back with its words.
 */
export function useApprovals() {
  const { t } = useTranslation('casework');
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('approvals', { signal }) });
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [approved, setApproved] = useState(0);
  const held = useRef<Held[]>([]);

  const rows = useMemo((): Waiting[] => {
    const answers = query.data?.answers ?? [];
    const extensions = query.data?.extensions ?? [];
    return [
      ...answers.map(
        (item): Waiting => ({ kind: 'answer', key: `answer ${item.id} ${item.draft.id}`, item }),
      ),
      ...extensions.map(
        (item): Waiting => ({ kind: 'extension', key: `extension ${item.id} ${item.askedAt}`, item }),
      ),
    ].filter((each) => !gone.has(each.key));
  }, [query.data, gone]);

  useLive('appeals.changed', useRefreshSoon(KEY, REFRESH_AT_MOST_EVERY_MS));

  const show = useCallback((key: string) => {
    setGone((before) => new Set([...before].filter((each) => each !== key)));
  }, []);

  const send = useCallback(
    async ({ key, item }: Waiting, action: CaseActionInput) => {
      try {
        await call('actOnCase', { params: { id: item.id }, ifMatch: item.version, body: action });
      } catch (error) {
        const problem = describeError(error);
        toaster.add({
          name: `approval-${key}`,
          theme: 'danger',
          title: t('approvals.refused', { number: item.number, why: problem.title }),
          content: problem.detail,
          autoHiding: 15_000,
        });
        await client.invalidateQueries({ queryKey: KEY });
        show(key);
        return;
      }
      void client.invalidateQueries({ queryKey: KEY });
      void client.invalidateQueries({ queryKey: ['appeal', item.id] });
    },
    [client, show, t],
  );

  const leave = useCallback(
    ({ waiting, timer }: Held) => {
      clearTimeout(timer);
      held.current = held.current.filter((each) => each.waiting.key !== waiting.key);
      void send(waiting, { action: waiting.kind === 'answer' ? 'approve' : 'grant_extension' });
    },
    [send],
  );

  const undo = useCallback(
    (key?: string): Waiting | null => {
      const found = key ? held.current.find((each) => each.waiting.key === key) : held.current.at(-1);
      if (!found) return null;
      clearTimeout(found.timer);
      held.current = held.current.filter((each) => each !== found);
      setApproved((count) => count - 1);
      show(found.waiting.key);
      toaster.remove(`approval-${found.waiting.key}`);
      return found.waiting;
    },
    [show],
  );

  const approve = useCallback(
    (waiting: Waiting) => {
      setGone((before) => new Set(before).add(waiting.key));
      setApproved((count) => count + 1);
      const entry: Held = { waiting, timer: setTimeout(() => leave(entry), UNDO_MS) };
      held.current.push(entry);
      toaster.add({
        name: `approval-${waiting.key}`,
        title: t(waiting.kind === 'answer' ? 'approvals.approved' : 'approvals.granted', {
          number: waiting.item.number,
        }),
        autoHiding: UNDO_MS,
        actions: [{ label: t('approvals.undo'), onClick: () => undo(waiting.key) }],
      });
    },
    [leave, t, undo],
  );

  const giveBack = useCallback(
    (waiting: Waiting, reason: string) => {
      setGone((before) => new Set(before).add(waiting.key));
      toaster.add({
        name: `approval-${waiting.key}`,
        title: t(waiting.kind === 'answer' ? 'done.return_draft' : 'done.refuse_extension', {
          number: waiting.item.number,
        }),
        autoHiding: 4000,
      });
      void send(waiting, { action: waiting.kind === 'answer' ? 'return_draft' : 'refuse_extension', reason });
    },
    [send, t],
  );

  // Going to another page means it; closing the window is asked about, for then nothing would be sent.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (held.current.length > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      for (const entry of [...held.current]) leave(entry);
    };
  }, [leave]);

  return { query, rows, approved, approve, undo, giveBack };
}
