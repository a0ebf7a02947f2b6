import type { ExportContext } from '../export-context.ts';

/** Clock reading of the region «YYYY-MM-DD HH:mm:ss», as «Инцидент» writes moments. */
export function localClock({ registry }: Pick<ExportContext, 'registry'>): (moment: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: registry.file.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (moment) => format.format(moment);
}
