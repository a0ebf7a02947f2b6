import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/** Who would get the case with this topic and place, and why. Asked ahead of the decision, kept for five minutes. */
export function useRoutePreview(topic: string | null, municipality: string | null) {
  return useQuery({
    queryKey: ['route', topic, municipality],
    queryFn: ({ signal }) =>
      call('previewRoute', { query: { topic: topic!, municipality: municipality ?? undefined }, signal }),
    enabled: topic !== null,
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  });
}
