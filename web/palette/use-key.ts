import { useEffect, useRef } from 'react';

interface KeyOptions {
  /** Answer also while somebody types in a field (for combinations only). */
  inFields?: boolean;
  enabled?: boolean;
  /** Before whatever has the focus: a closed select must not take the Enter that confirms the whole page. */
  first?: boolean;
}

/**
 * Calls `act` for a key: 'Enter', '/', '?', 'mod+k' (Ctrl or ⌘). Letters are matched by their place on the keyboard,
 * so that «j» works in the Russian layout too. Silent while a field, a dialog or a menu has the keyboard.
 */
export function useKey(key: string, act: (event: KeyboardEvent) => void, options: KeyOptions = {}): void {
  const { inFields = false, enabled = true, first = false } = options;
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !matchesKey(key, event)) return;
      if (!inFields && isBusy(key, event.target)) return;
      event.preventDefault();
      if (first) event.stopPropagation();
      latest.current(event);
    };
    window.addEventListener('keydown', listen, { capture: first });
    return () => window.removeEventListener('keydown', listen, { capture: first });
  }, [key, inFields, enabled, first]);
}

/** Does this press mean `key`? Exported for its test. */
export function matchesKey(
  key: string,
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): boolean {
  const combined = key.startsWith('mod+');
  if (combined !== (event.ctrlKey || event.metaKey) || event.altKey) return false;
  const name = combined ? key.slice(4) : key;
  if (/^[a-z]$/.test(name)) return event.code === `Key${name.toUpperCase()}`;
  if (/^\d$/.test(name))
    return event.code === `Digit${name}` || event.code === `Numpad${name}` || event.key === name;
  // In the Russian layout «/» sits on the key of «.» with Shift; the physical key left of Shift means it as well.
  if (name === '/') return event.key === '/' || (event.code === 'Slash' && event.key === '.');
  // and «?» is Shift+7 or, by place, «,».
  if (name === '?') return event.key === '?' || (event.code === 'Slash' && event.key === ',');
  return event.key === name;
}

function isBusy(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // Enter on a button or a link belongs to it, except inside [data-enter-passes].
  if (key === 'Enter' && target.closest('button, a, summary') && !target.closest('[data-enter-passes]'))
    return true;
  return target.closest(BUSY) !== null;
}

const BUSY =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], .g-select-list, .g-popup';
