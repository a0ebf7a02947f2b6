/**
 * How much of a topic comes in each month, January first; 1 is an average month. Invented for the demo after
 * what every resident of the middle zone knows: snow in winter, potholes at the thaw, ticks in May.
 */
const MONTHS = {
  even: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  snow: [3, 2.4, 1.6, 0.35, 0.02, 0.01, 0.01, 0.01, 0.03, 0.4, 1.8, 2.6],
  icicles: [1.8, 3, 3.4, 1, 0.02, 0.01, 0.01, 0.01, 0.02, 0.2, 0.8, 1.4],
  thaw: [0.4, 0.6, 1.8, 2.8, 2, 1.1, 0.8, 0.7, 0.7, 0.7, 0.5, 0.4],
  heating: [2, 1.7, 1.2, 0.7, 0.25, 0.03, 0.02, 0.1, 0.9, 2.4, 1.7, 1.8],
  heatingEdge: [0.05, 0.05, 0.1, 1.2, 1.6, 0.05, 0.05, 0.3, 4.5, 3.8, 0.2, 0.05],
  noHotWater: [0.4, 0.4, 0.4, 0.6, 1.8, 2.4, 2.2, 1.7, 0.8, 0.5, 0.4, 0.4],
  ticks: [0.01, 0.01, 0.1, 1.6, 4.2, 3.4, 1.6, 0.7, 0.3, 0.05, 0.01, 0.01],
  summerGreen: [0.03, 0.03, 0.1, 0.5, 1.9, 3, 2.8, 2.1, 1, 0.3, 0.1, 0.05],
  school: [1, 1.1, 1, 1.1, 1, 0.4, 0.2, 0.7, 2.3, 1.3, 1.1, 0.9],
  enrolment: [0.6, 0.8, 1.9, 2.6, 1.6, 1.5, 0.9, 1.1, 0.8, 0.3, 0.2, 0.2],
  camps: [0.3, 0.4, 1, 1.9, 2.2, 2.6, 2.1, 1, 0.2, 0.1, 0.1, 0.1],
  exams: [0.3, 0.5, 0.7, 1, 2.4, 3.6, 1.7, 0.6, 0.7, 0.3, 0.1, 0.1],
  flu: [1.5, 1.6, 1.2, 0.9, 0.7, 0.6, 0.5, 0.5, 0.9, 1.2, 1.3, 1.4],
  rain: [0.1, 0.1, 0.8, 1.9, 1.4, 1.6, 1.9, 1.6, 1.2, 0.9, 0.4, 0.1],
  flood: [0.05, 0.1, 1, 5, 3.5, 0.9, 0.5, 0.4, 0.2, 0.1, 0.1, 0.05],
  fires: [0.05, 0.05, 0.3, 3.3, 3.6, 1.2, 1, 1.2, 1, 0.3, 0.05, 0.05],
  dark: [1.6, 1.3, 0.9, 0.6, 0.4, 0.3, 0.4, 0.8, 1.2, 1.6, 1.6, 1.7],
  fuelwood: [1.2, 0.8, 0.5, 0.4, 0.4, 0.6, 1, 1.6, 2, 1.8, 1.2, 1],
  warm: [0.3, 0.3, 0.5, 0.9, 1.5, 1.8, 1.8, 1.6, 1.2, 0.7, 0.4, 0.3],
  field: [0.05, 0.05, 0.2, 0.8, 2.2, 3.2, 2.8, 1.6, 0.7, 0.2, 0.1, 0.05],
  celebrations: [1.4, 0.6, 1, 0.6, 1.4, 1.1, 0.8, 0.9, 1, 0.5, 0.6, 2.1],
} as const;

/**
 * Real topics of a season come all the year, and come in over weeks: so much of an average month is always there, and the rest is damped.
 * Without it the turn of every season is a wave of its own, and those planted drown in them.
 */
const LEAST = 0.06;
const DAMPED = 0.6;

export type Season = keyof typeof MONTHS;
export const SEASONS = Object.keys(MONTHS) as Season[];

/**
 * The factor of a season on a day, straight lines between the middles of the months.
 * @param dayOfYear 0…365
 */
export function seasonFactor(season: Season, dayOfYear: number): number {
  const months = MONTHS[season];
  const position = (((dayOfYear - 15) / 365.25) * 12 + 12) % 12;
  const before = Math.floor(position);
  const share = position - before;
  const factor = months[before]! * (1 - share) + months[(before + 1) % 12]! * share;
  return LEAST + (1 - LEAST) * factor ** DAMPED;
}
