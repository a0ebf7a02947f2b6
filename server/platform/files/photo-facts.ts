import exifr from 'exifr';

/** When and where a picture was taken, as its camera wrote. */
export interface PhotoFacts {
  takenAt: Date | null;
  lat: number | null;
  lon: number | null;
}

/** Reads EXIF; a picture without it, or with a broken one, tells nothing. Moments without a zone are read as UTC. */
export async function photoFacts(content: Buffer): Promise<PhotoFacts> {
  const [tags, place] = await Promise.all([
    exifr
      .parse(content, { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'], reviveValues: false })
      .catch(() => undefined),
    exifr.gps(content).catch(() => undefined),
  ]);
  const whole = place && Number.isFinite(place.latitude) && Number.isFinite(place.longitude);
  return {
    takenAt: readMoment(tags?.DateTimeOriginal, tags?.OffsetTimeOriginal),
    lat: whole ? place.latitude : null,
    lon: whole ? place.longitude : null,
  };
}

/** «2026:11:22 14:05:09» and «+07:00». */
function readMoment(text: unknown, offset: unknown): Date | null {
  if (typeof text !== 'string') return null;
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text);
  if (!match) return null;
  const zone = typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : 'Z';
  const moment = new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${zone}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
