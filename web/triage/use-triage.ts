import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecideTriage, QueuedAppeal } from '../../contract/triage.ts';
import { call } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { describeError, ProblemError, problemWords } from '../api/problem-error.ts';
import { tellRefusal } from '../layout/tell-refusal.ts';
import { toaster } from '../theme/toaster.ts';

const QUEUE_KEY = ['triage'];
/** As many as the server gives at once; asked again long before they run out. */
const FETCHED = 100;
const REFILL_BELOW = 20;
const REFRESH_AT_MOST_EVERY_MS = 10_000;

interface Decision {
  appeal: QueuedAppeal;
  /** Settles with the version after the decision, or null when the server refused it. */
  done: Promise<number | null>;
}

/**
 * The queue as this clerk sees it. A decision takes its case off the screen at once and travels behind;
 * a refusal brings the case back with the reason. Undo does the same the other way round.
 */
export function useTriage(announce: (decided: QueuedAppeal, body: DecideTriage) => void) {
  const { t } = useTranslation('triage');
  const client = useQueryClient();
  const query = useQuery({
    queryKey: QUEUE_KEY,
    queryFn: ({ signal }) => call('triageQueue', { query: { limit: FETCHED }, signal }),
    placeholderData: keepPreviousData,
  });
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [returned, setReturned] = useState<readonly QueuedAppeal[]>([]);
  const [times, setTimes] = useState<readonly number[]>([]);
  const decisions = useRef<Decision[]>([]);
  /** Version after our own last change, newer than the list may know. */
  const versions = useRef(new Map<string, Promise<number | null>>());

  const fetched = query.data?.rows;
  const rows = useMemo(() => {
    const known = new Set(fetched?.map((row) => row.id));
    return [...returned.filter((row) => !known.has(row.id)), ...(fetched ?? [])].filter(
      (row) => !gone.has(row.id),
    );
  }, [fetched, returned, gone]);
  const hidden = fetched?.filter((row) => gone.has(row.id)).length ?? 0;
  const total = Math.max(rows.length, (query.data?.total ?? 0) - hidden);

  const refresh = useCallback(() => client.invalidateQueries({ queryKey: QUEUE_KEY }), [client]);
  const lastRefresh = useRef(0);
  const refreshSoon = useCallback(() => {
    if (Date.now() - lastRefresh.current < REFRESH_AT_MOST_EVERY_MS) return;
    lastRefresh.current = Date.now();
    void refresh();
  }, [refresh]);
  useLive('appeals.registered', ({ rows: fresh, more }) => {
    if (more > 0 || fresh.some((row) => row.triage === 'queue')) refreshSoon();
  });
  useLive('appeals.changed', ({ ids, more }) => {
    if (more > 0 || rows.some((row) => ids.includes(row.id))) refreshSoon();
  });

  const show = useCallback((id: string) => setGone((before) => without(before, id)), []);

  const decide = useCallback(
    (appeal: QueuedAppeal, body: DecideTriage) => {
      setGone((before) => new Set(before).add(appeal.id));
      setTimes((before) => [...before, Date.now()]);
      const send = async (): Promise<number | null> => {
        try {
          const ifMatch = (await versions.current.get(appeal.id)) ?? appeal.version;
          return (await call('decideTriage', { params: { id: appeal.id }, body, ifMatch })).version;
        } catch (error) {
          decisions.current = decisions.current.filter((each) => each !== decision);
          setTimes((before) => before.slice(0, -1));
          tellRefusal(`triage-${appeal.id}`, error, { about: appeal.number, autoHiding: 12_000 });
          versions.current.delete(appeal.id);
          if (error instanceof ProblemError && [404, 409, 412].includes(error.status)) await refresh();
          show(appeal.id);
          return null;
        }
      };
      const decision: Decision = { appeal, done: send() };
      decisions.current.push(decision);
      versions.current.set(appeal.id, decision.done);
      announce(appeal, body);
      if (rows.length - 1 < REFILL_BELOW && total > rows.length) void decision.done.then(refresh);
    },
    [announce, refresh, rows.length, show, total],
  );

  /** Takes the last decision back (or that of the given case); answers the case, which is on the screen at once. */
  const undo = useCallback(
    (id?: string): QueuedAppeal | null => {
      const at = id
        ? decisions.current.findLastIndex((each) => each.appeal.id === id)
        : decisions.current.length - 1;
      const decision = decisions.current[at];
      if (!decision) return null;
      decisions.current.splice(at, 1);
      const { appeal } = decision;
      setReturned((before) => [appeal, ...before.filter((row) => row.id !== appeal.id)]);
      setTimes((before) => before.slice(0, -1));
      show(appeal.id);
      toaster.remove(`triage-${appeal.id}`);
      const back = async (): Promise<number | null> => {
        if ((await decision.done) === null) return null;
        try {
          return (await call('undoTriage', { params: { id: appeal.id } })).version;
        } catch (error) {
          setGone((before) => new Set(before).add(appeal.id));
          toaster.add({
            name: `triage-undo-${appeal.id}`,
            theme: 'danger',
            title: t('undoRefused', { number: appeal.number }),
            content: problemWords(describeError(error)),
          });
          return null;
        }
      };
      versions.current.set(appeal.id, back());
      return appeal;
    },
    [show, t],
  );

  return { query, rows, total, times, decide, undo };
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  next.delete(id);
  return next;
}
