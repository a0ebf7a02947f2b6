import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/** Who would get the case with this topic and place, why, and until when. Asked ahead of the decision, kept for a minute: a deadline moves on. */
export function useRoutePreview(appeal: string, topic: string | null, municipality: string | null) {
  return useQuery({
    queryKey: ['route', appeal, topic, municipality],
    queryFn: ({ signal }) =>
      call('previewRoute', {
        query: { appeal, topic: topic!, municipality: municipality ?? undefined },
        signal,
      }),
    enabled: topic !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
