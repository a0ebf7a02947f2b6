import { useCallback, useEffect, useState } from 'react';
import type { FiledAppeal } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { describeError, ProblemError } from '../api/problem-error.ts';
import { dropPhotos } from '../offline/kept-photos.ts';
import { enqueue, type WaitingAppeal } from '../offline/waiting.ts';
import { browserStore } from './browser-store.ts';
import {
  type Draft,
  dropKey,
  EMPTY,
  filingKey,
  keepDraft,
  keepFiled,
  newKey,
  readDraft,
  readFiled,
  toAppeal,
} from './draft.ts';
import { sourceOf, tellParent } from './embedding.ts';
import { useKeptDraft } from './kept-draft.ts';
import { tellAll, useWaiting } from './use-waiting.ts';

const RETRY_MS = [1_500, 4_000];

/** sessionStorage throws where a browser forbids it altogether. */
function session(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export interface Refusal {
  title: string;
  detail?: string;
  /** Field → sentence of the server. */
  errors: Record<string, string>;
  /** The server may have taken it: only a repeat will tell. */
  unsure: boolean;
}

/**
 * The draft, its sending and its end; all three survive a reload. Without a network, or with photos that found none, it is put among
 * what waits and leaves by itself.
 *
 * @param texts why it cannot wait, in words
 */
export function useFiling(texts: Record<'full' | 'heavy', { title: string; detail: string }>) {
  const [draft, setDraft] = useState<Draft>(() => readDraft(session()));
  const [filed, setFiled] = useState<FiledAppeal | null>(() => readFiled(session()));
  const [state, setState] = useState<'idle' | 'sending' | 'retrying'>('idle');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** Key of what has just been put among the waiting. */
  const [queued, setQueued] = useState<string | null>(null);
  const kept = useKeptDraft(draft, setDraft);
  const waiting = useWaiting();

  useEffect(() => {
    if (!filed) keepDraft(session(), draft);
  }, [draft, filed]);

  const change = useCallback((patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => {
    setDraft((now) => ({ ...now, ...(typeof patch === 'function' ? patch(now) : patch) }));
  }, []);

  /** @returns false where a browser keeps nothing: the form says then what it always said */
  const wait = async (item: WaitingAppeal): Promise<boolean> => {
    if (!browserStore) return false;
    const result = await enqueue(browserStore, item).catch(() => null);
    if (result === null) return false;
    if (result !== 'kept') {
      setRefusal({ ...texts[result], errors: {}, unsure: false });
      return true;
    }
    dropKey(session());
    keepDraft(session(), EMPTY);
    setQueued(item.key);
    setDraft(EMPTY);
    await kept.forget();
    tellAll();
    waiting.tryNow();
    return true;
  };

  const send = async () => {
    setRefusal(null);
    setState('sending');
    const store = session();
    const source = sourceOf(window.location.search);
    const body = { ...toAppeal(draft), ...(source ? { source } : {}) };
    // A key from before: a request under it has left already.
    let fresh = false;
    const make = () => {
      fresh = true;
      return newKey();
    };
    const { key: idempotencyKey, sameBody } = filingKey(store, make, JSON.stringify(body));
    const item = {
      key: idempotencyKey,
      draft,
      source,
      at: new Date().toISOString(),
      tried: !fresh,
      refused: null,
    };
    if ((!navigator.onLine || draft.photos.some(({ id }) => id === null)) && (await wait(item)))
      return setState('idle');
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await call('fileAppeal', { body, idempotencyKey });
        // A repeat of the very same words after a lost answer is simply success; only lost edits are worth a word.
        const done = { ...answer, repeated: answer.repeated && !sameBody };
        keepFiled(store, done);
        setFiled(done);
        void kept.forget(draft.photos);
        tellParent({ type: 'cur-widget:submitted', number: done.number });
        setDraft(EMPTY);
        break;
      } catch (error) {
        const status = error instanceof ProblemError ? error.status : -1;
        const unsure = status === 0 || status >= 500;
        const pause = RETRY_MS[attempt];
        if (unsure && pause !== undefined) {
          setState('retrying');
          await new Promise((rest) => setTimeout(rest, pause));
          continue;
        }
        if (status === 0 && (await wait({ ...item, tried: true }))) break;
        // A definite no: the corrected appeal is another one.
        if (!unsure && status !== 429) dropKey(store);
        const problem = describeError(error);
        setRefusal({ title: problem.title, detail: problem.detail, errors: problem.errors ?? {}, unsure });
        break;
      }
    }
    setState('idle');
  };

  const another = () => {
    keepFiled(session(), null);
    setFiled(null);
    setQueued(null);
    setDraft(EMPTY);
  };
  /** On with one that has not left. */
  const resume = (item: WaitingAppeal) => {
    setQueued(null);
    setRefusal(null);
    setDraft(item.draft);
  };
  /** Somebody else's computer: nothing of it stays. */
  const erase = async () => {
    if (browserStore) await dropPhotos(browserStore, draft.photos).catch(() => undefined);
    await kept.forget();
    dropKey(session());
    keepDraft(session(), EMPTY);
    setDraft(EMPTY);
  };
  return { draft, change, send, state, refusal, filed, another, queued, kept, waiting, resume, erase };
}
