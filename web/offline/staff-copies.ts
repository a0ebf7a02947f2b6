import type { EndpointName } from '../../contract/endpoints.ts';
import { type CopyKeeper, setCopyKeeper } from '../api/copy-keeper.ts';
import { type KeptStore, keptStore } from './kept-store.ts';

/** What an executor has seen on his phone, readable in a cellar. */
interface Copy {
  at: number;
  value: unknown;
}

/** The session and the names; my cases; the cards that were opened, with what stands on them. Nothing else. */
export const KEPT_ENDPOINTS: ReadonlySet<string> = new Set<EndpointName>([
  'session',
  'registry',
  'mine',
  'appeal',
  'drafts',
  'caseFile',
  'templates',
  'colleagueNames',
]);
const COPIES_MAX = 120;
/** Longer than a weekend duty; then it must be seen anew. */
const KEPT_MS = 72 * 3_600_000;
const OWNER = 'owner';

const shown: { at: number | null; listeners: Set<() => void> } = { at: null, listeners: new Set() };
const show = (at: number | null) => {
  if (shown.at === at) return;
  shown.at = at;
  for (const listener of shown.listeners) listener();
};
/** When what is on the screen was seen; null while the server answers. For `useSyncExternalStore`. */
export const copyShownAt = () => shown.at;
export function onCopyShown(listener: () => void): () => void {
  shown.listeners.add(listener);
  return () => shown.listeners.delete(listener);
}

/**
 * Copies of one login. The first answer of the session says whose they are; another login finds nothing of the one before.
 *
 * @param now ms
 */
export function createCopies(
  store: KeptStore,
  now: () => number,
): CopyKeeper & { erase(): Promise<void>; dropExpired(): Promise<void> } {
  const erase = async () => {
    for (const key of await store.keys()) await store.del(key);
  };
  /** Names without a person in them: they are asked for before it is known whose session it is. */
  let registry: { address: string; value: unknown } | null = null;
  const put = (address: string, value: unknown) => store.set(address, { at: now(), value } satisfies Copy);
  return {
    erase,
    /** What nobody may read any more does not lie on the device either. */
    async dropExpired() {
      for (const name of await store.keys()) {
        if (name === OWNER) continue;
        const copy = await store.get<Copy>(name);
        if (copy && now() - copy.at > KEPT_MS) await store.del(name);
      }
    },
    keeps: (endpoint) => KEPT_ENDPOINTS.has(endpoint),
    async keep(endpoint, address, value) {
      show(null);
      if (!KEPT_ENDPOINTS.has(endpoint)) return;
      if (endpoint === 'registry') registry = { address, value };
      if (endpoint === 'session') {
        const login = (value as { login?: string }).login ?? '';
        if ((await store.get<string>(OWNER)) !== login) await erase();
        await store.set(OWNER, login);
        if (registry) await put(registry.address, registry.value);
      }
      // Nothing is kept for nobody: the session ended while this was on its way.
      if ((await store.get<string>(OWNER)) === undefined) return;
      await put(address, value);
      await dropOldest(store);
    },
    async read(endpoint, address) {
      if (!KEPT_ENDPOINTS.has(endpoint)) return undefined;
      const copy = await store.get<Copy>(address);
      if (!copy || now() - copy.at > KEPT_MS) return undefined;
      show(copy.at);
      return copy.value;
    },
  };
}

async function dropOldest(store: KeptStore): Promise<void> {
  const names = (await store.keys()).filter((key) => key !== OWNER);
  if (names.length <= COPIES_MAX) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await store.get<Copy>(name))?.at ?? 0 })),
  );
  dated.sort((a, b) => a.at - b.at);
  for (const { name } of dated.slice(0, names.length - COPIES_MAX)) await store.del(name);
}

const copies = createCopies(keptStore('otklik-staff'), Date.now);
const PHONE = '(max-width: 760px), (display-mode: standalone)';

/** On a phone alone: what is kept lies on the device, and a desk has its network. */
export function startStaffCopies(): void {
  if (typeof indexedDB === 'undefined' || !matchMedia(PHONE).matches) return;
  setCopyKeeper(copies);
  void copies.dropExpired().catch(() => undefined);
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('keep-staff-pages'));
}

/** When the server no longer knows us: nothing of the cases stays. Unfinished answers do, for whoever signs in again. */
export async function eraseStaffCopies(): Promise<void> {
  show(null);
  if (typeof indexedDB !== 'undefined') await copies.erase().catch(() => undefined);
}

/** At sign-out unfinished answers go too: the next person at this phone may be another. */
export async function eraseAtSignOut(): Promise<void> {
  for (const key of Object.keys(localStorage))
    if (key.startsWith('otklik.draft.')) localStorage.removeItem(key);
  await eraseStaffCopies();
}
