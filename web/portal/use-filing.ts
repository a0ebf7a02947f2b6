import { useCallback, useEffect, useState } from 'react';
import type { FiledAppeal } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { describeError, ProblemError } from '../api/problem-error.ts';
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

/** The draft, its sending and its end; all three survive a reload. */
export function useFiling() {
  const [draft, setDraft] = useState<Draft>(() => readDraft(session()));
  const [filed, setFiled] = useState<FiledAppeal | null>(() => readFiled(session()));
  const [state, setState] = useState<'idle' | 'sending' | 'retrying'>('idle');
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    if (!filed) keepDraft(session(), draft);
  }, [draft, filed]);

  const change = useCallback((patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => {
    setDraft((now) => ({ ...now, ...(typeof patch === 'function' ? patch(now) : patch) }));
  }, []);

  const send = async () => {
    setRefusal(null);
    setState('sending');
    const store = session();
    const source = sourceOf(window.location.search);
    const body = { ...toAppeal(draft), ...(source ? { source } : {}) };
    const { key: idempotencyKey, sameBody } = filingKey(store, newKey, JSON.stringify(body));
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await call('fileAppeal', { body, idempotencyKey });
        // A repeat of the very same words after a lost answer is simply success; only lost edits are worth a word.
        const done = { ...answer, repeated: answer.repeated && !sameBody };
        keepFiled(store, done);
        setFiled(done);
        tellParent({ type: 'cur-widget:submitted', number: done.number });
        setDraft(EMPTY);
        break;
      } catch (error) {
        const status = error instanceof ProblemError ? error.status : -1;
        const unsure = status === 0 || status >= 500;
        const wait = RETRY_MS[attempt];
        if (unsure && wait !== undefined) {
          setState('retrying');
          await new Promise((rest) => setTimeout(rest, wait));
          continue;
        }
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
    setDraft(EMPTY);
  };
  return { draft, change, send, state, refusal, filed, another };
}
