import { boundariesQuery } from './api/boundaries.ts';
import { queryClient } from './api/query-client.ts';
import { indexRegistry, registryQuery } from './api/registry.ts';
import { wasSignedIn } from './api/signed-in-mark.ts';
import type { AddressSearch } from './filters/address.ts';

/**
 * Asks for what the first console page will surely need while the session is still being asked for: names, and for the map
 * its program, borders and counts. Nothing waits for it, nothing breaks without it.
 */
export function startEarly(path: string, search: AddressSearch): void {
  if (!wasSignedIn()) return;
  const registry = queryClient.ensureQueryData(registryQuery);
  const forgive = () => undefined;
  registry.catch(forgive);
  if (path !== '/map') return;
  void queryClient.prefetchQuery(boundariesQuery);
  void import('./map/heat-map-page.tsx').catch(forgive);
  void import('./map/first-questions.ts')
    .then(async ({ askFirstQuestions }) => askFirstQuestions(search, indexRegistry(await registry)))
    .catch(forgive);
}
