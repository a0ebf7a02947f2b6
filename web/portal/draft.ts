import type { FileAppeal, FiledAppeal, Point } from '../../contract/index.ts';

export interface DraftPhoto {
  /** Name of its blob in this browser. */
  key: string;
  /** Id the server gave; null while it has not travelled. */
  id: string | null;
  /** When it did: the server forgets a photo without an appeal after a day. */
  idAt?: number;
  name: string;
}

/**
 * What has been written so far. Lives in sessionStorage and survives a reload; a copy in IndexedDB is offered to whoever opens the
 * form anew, not shown: it may be the next person at this computer.
 */
export interface Draft {
  text: string;
  point: Point | null;
  address: string;
  municipality: string | null;
  /** How the place is called back to the person. */
  placeName: string;
  photos: DraftPhoto[];
  name: string;
  email: string;
  phone: string;
}

export const EMPTY: Draft = {
  text: '',
  point: null,
  address: '',
  municipality: null,
  placeName: '',
  photos: [],
  name: '',
  email: '',
  phone: '',
};

const [DRAFT, KEY, FILED] = ['otklik.draft', 'otklik.draft.key', 'otklik.draft.filed'];

/** A browser that forbids storage only loses the convenience. */
function read(store: Storage | null, name: string): unknown {
  try {
    return JSON.parse(store?.getItem(name) ?? 'null');
  } catch {
    return null;
  }
}
function write(store: Storage | null, name: string, value: unknown): void {
  try {
    if (value === null) store?.removeItem(name);
    else store?.setItem(name, JSON.stringify(value));
  } catch {
    // Full or forbidden: the form works on.
  }
}

export function readDraft(store: Storage | null): Draft {
  const kept = read(store, DRAFT);
  return kept && typeof kept === 'object' ? { ...EMPTY, ...(kept as Partial<Draft>) } : EMPTY;
}
export const keepDraft = (store: Storage | null, draft: Draft) => write(store, DRAFT, draft);

/**
 * The Idempotency-Key of this filing. It stays through silence and server errors, whatever is pressed or reloaded, so
 * that a repeat never makes a second appeal; it goes only when the server has said a definite yes or no. `sameBody`
 * tells whether what is sent now is what was sent first under this key.
 */
export function filingKey(
  store: Storage | null,
  make: () => string,
  body: string,
): { key: string; sameBody: boolean } {
  const kept = read(store, KEY) as { key?: unknown; body?: unknown } | null;
  if (typeof kept?.key === 'string') return { key: kept.key, sameBody: kept.body === body };
  const key = make();
  write(store, KEY, { key, body });
  return { key, sameBody: true };
}
export const dropKey = (store: Storage | null) => write(store, KEY, null);

export const readFiled = (store: Storage | null) => read(store, FILED) as FiledAppeal | null;
export function keepFiled(store: Storage | null, filed: FiledAppeal | null): void {
  write(store, FILED, filed);
  if (filed) {
    write(store, DRAFT, null);
    write(store, KEY, null);
  }
}

/** Is there anything worth keeping? */
export function isBlank(draft: Draft): boolean {
  return !draft.text.trim() && !draft.address.trim() && !draft.point && draft.photos.length === 0;
}

/** Version 4 UUID also where `crypto.randomUUID` is absent (a page without https). */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The draft as the server takes it; empty fields are left out. */
export function toAppeal(draft: Draft, source?: FileAppeal['source']): FileAppeal {
  const contact = Object.fromEntries(
    (['name', 'email', 'phone'] as const)
      .map((key) => [key, draft[key].trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  const photos = draft.photos.flatMap(({ id }) => id ?? []);
  return {
    text: draft.text.trim(),
    ...(draft.point ? { point: draft.point } : {}),
    ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
    ...(draft.municipality ? { municipality: draft.municipality } : {}),
    ...(photos.length > 0 ? { photos } : {}),
    ...(Object.keys(contact).length > 0 ? { contact } : {}),
    ...(source ? { source } : {}),
  };
}

/** Field errors before anything is sent: key of the catalogue by field. */
export type DraftErrors = Partial<Record<'text' | 'email' | 'phone', string>>;
export function checkDraft(draft: Draft): DraftErrors {
  const errors: DraftErrors = {};
  if (draft.text.trim().length < 3) errors.text = 'textShort';
  else if (draft.text.trim().length > 10_000) errors.text = 'textLong';
  if (draft.email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(draft.email.trim())) errors.email = 'email';
  if (draft.phone.trim() && draft.phone.replace(/\D/g, '').length < 10) errors.phone = 'phone';
  return errors;
}
