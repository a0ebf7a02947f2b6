import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { type DateContext, formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-format.ts';

export const publicRegistryQuery = queryOptions({
  queryKey: ['public-registry'],
  queryFn: ({ signal }) => call('publicRegistry', { signal }),
  staleTime: 30 * 60_000,
});

/** The region as a resident may know it; undefined until it has arrived. */
export function usePublicRegion() {
  return useQuery(publicRegistryQuery).data?.region;
}

/** Name of a municipality by its code; what came in when it is not a code. */
export function useMunicipalityName(): (code: string) => string {
  const { data } = useQuery(publicRegistryQuery);
  return (code) => data?.municipalities.find((each) => each.code === code)?.name ?? code;
}

/** Dates for residents: whole words, the region's time zone, without the staff registry. */
export function usePublicDates() {
  const language = useTranslation().i18n.language;
  const timeZone = usePublicRegion()?.timeZone ?? 'Europe/Moscow';
  const now = useNow();
  return useMemo(() => {
    const context: DateContext = { now, timeZone, language };
    return {
      now,
      moment: (iso: string) => formatMoment(iso, context),
      /** «вторник, 1 декабря». */
      date: (iso: string) =>
        new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone })
          .format(new Date(iso))
          .replaceAll(/(\d) /g, '$1\u00a0'),
    };
  }, [language, timeZone, now]);
}
