import { useCallback, useEffect, useRef, useState } from 'react';
import { dropPhotos, tidyPhotos } from '../offline/kept-photos.ts';
import { readWaiting } from '../offline/waiting.ts';
import { browserStore } from './browser-store.ts';
import { type Draft, EMPTY, isBlank } from './draft.ts';

interface KeptDraft {
  draft: Draft;
  at: number;
}

const DRAFT = 'draft';
const KEEP_AFTER_MS = 400;
/** Longer than a weekend; then it is forgotten. */
const KEPT_MS = 3 * 86_400_000;

/**
 * A copy of the draft that outlives the tab: a phone closes programs as it likes. It is offered, not shown, to whoever opens the form
 * anew.
 *
 * @param draft what is written now
 * @param taken the person goes on with what was kept
 */
export function useKeptDraft(draft: Draft, taken: (draft: Draft) => void) {
  const [offer, setOffer] = useState<KeptDraft | null>(null);
  const first = useRef(draft);
  useEffect(() => {
    void offerKept(first.current).then(setOffer, () => undefined);
  }, []);
  useEffect(() => {
    if (isBlank(draft)) return;
    const timer = setTimeout(() => {
      void browserStore?.set(DRAFT, { draft, at: Date.now() } satisfies KeptDraft).catch(() => undefined);
    }, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const forget = useCallback(async (photos: Draft['photos'] = []) => {
    setOffer(null);
    if (!browserStore) return;
    await browserStore.del(DRAFT).catch(() => undefined);
    await dropPhotos(browserStore, photos).catch(() => undefined);
  }, []);
  return {
    /** When what is offered was written; null when there is nothing. */
    offeredAt: offer && isBlank(draft) ? offer.at : null,
    accept: () => {
      if (offer) taken({ ...EMPTY, ...offer.draft });
      setOffer(null);
    },
    refuse: () => void forget(offer?.draft.photos),
    /** It has been sent, or is to be forgotten; with these photos. */
    forget,
  };
}

async function offerKept(present: Draft): Promise<KeptDraft | null> {
  if (!browserStore) return null;
  const kept = await browserStore.get<KeptDraft>(DRAFT);
  const good = kept && Date.now() - kept.at < KEPT_MS && !isBlank(kept.draft);
  if (kept && !good) await browserStore.del(DRAFT);
  const waiting = await readWaiting(browserStore);
  const used = [present, ...(good ? [kept.draft] : []), ...waiting.map((item) => item.draft)];
  await tidyPhotos(
    browserStore,
    used.flatMap((each) => each.photos),
    Date.now(),
  );
  return good && isBlank(present) ? kept : null;
}
