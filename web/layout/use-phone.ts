import { useSyncExternalStore } from 'react';

const query = '(max-width: 760px)';

/** Is the window as narrow as a phone? The same border as in the style sheets. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
