import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { AddressSearch } from './address.ts';

/**
 * What stands after «?» on this page and how to change a part of it. An undefined value removes its parameter.
 * A choice of the person makes a step that Back undoes; `replace` is for what moves continuously.
 */
export function useAddressSearch(): {
  search: AddressSearch;
  change: (patch: AddressSearch, options?: { replace?: boolean }) => void;
} {
  const search = useSearch({ strict: false }) as AddressSearch;
  const navigate = useNavigate();
  const change = useCallback(
    (patch: AddressSearch, options?: { replace?: boolean }) => {
      void navigate({
        to: '.',
        search: (before: AddressSearch) => ({ ...before, ...patch }),
        replace: options?.replace ?? false,
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
  return { search, change };
}
