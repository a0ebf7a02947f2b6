import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';

/** Who only passes by on the way down the queue asks for nothing. */
const STAY_MS = 350;

/** Photos and similar cases of the case on the desk: the whole card, asked once somebody stays on it. */
export function useCaseCard(id: string) {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), STAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return useQuery({
    queryKey: ['appeal', id],
    queryFn: ({ signal }) => call('appeal', { params: { id }, signal }),
    enabled: stays,
    staleTime: 60_000,
  }).data;
}
