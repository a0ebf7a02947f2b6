import { Bars } from './bars.tsx';

/** What is coming, shown only when it takes longer than 300 ms. */
export function PagePending() {
  return <Bars rows={12} />;
}
