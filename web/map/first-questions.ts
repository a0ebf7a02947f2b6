import { queryClient } from '../api/query-client.ts';
import type { RegistryIndex } from '../api/registry.ts';
import type { AddressSearch } from '../filters/address.ts';
import { dayIn } from '../filters/period.ts';
import { readView } from './map-view.ts';
import { heatMapQuery } from './use-heat-data.ts';

/** Asks for the counts of this address before the page itself is there to ask. */
export function askFirstQuestions(search: AddressSearch, { region }: RegistryIndex): void {
  if (!region) return;
  const view = readView(search, dayIn(region.timeZone, new Date()));
  void queryClient.prefetchQuery(heatMapQuery(view, null));
}
