import { useMemo } from 'react';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { readView } from './map-view.ts';

/** The view of this address and how to change a part of it. */
export function useMapView() {
  const { search, change } = useAddressSearch();
  const { today } = useFormat();
  const view = useMemo(() => readView(search, today), [search, today]);
  return { view, change };
}
