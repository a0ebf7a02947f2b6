/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

/** Boxes grow outwards to whole hundredths of a degree: a row of ever smaller ones must not find the house of an appeal. */
const STEP = 0.01;
const down = (degrees: number) => Math.floor(degrees / STEP) * STEP;
const up = (degrees: number) => Math.ceil(degrees / STEP) * STEP;

/** Facts whose point lies in the box or just beside it; a box across the 180th meridian (Chukotka) may reach beyond it. */
export function whereBox(box: Box): string {
  const [west, south, east, north] = [down(box[0]), down(box[1]), up(box[2]), up(box[3])];
  const lat = `lat between ${south} and ${north}`;
  const lon = `lon between ${west} and ${east}`;
  if (east > 180) return `${lat} and (${lon} or lon between ${west - 360} and ${east - 360})`;
  if (west < -180) return `${lat} and (${lon} or lon between ${west + 360} and ${east + 360})`;
  return `${lat} and ${lon}`;
}
