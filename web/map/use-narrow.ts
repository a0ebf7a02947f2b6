import { useSyncExternalStore } from 'react';

const query = '(max-width: 760px)';
const watch = (changed: () => void) => {
  const media = matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};

/** Is this a phone's width: one pane at a time. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(query).matches);
}
