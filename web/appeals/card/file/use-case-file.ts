import { useQuery } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { useWork, type Work } from '../../../api/use-work.ts';

export function useCaseFile(id: string) {
  return useQuery({
    queryKey: ['case-file', id],
    queryFn: ({ signal }) => call('caseFile', { params: { id }, signal }),
  });
}

/** Work beside the case: then the file and the card are shown as they are now. */
export const useFileWork = (id: string): Work => useWork(['case-file', id], ['appeal', id]);
