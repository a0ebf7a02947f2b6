export interface DayChoice {
  from?: string;
  to?: string;
}

/** The days of a filter, both inclusive; ends given the wrong way round are taken as they were meant. One meaning for list and map. */
export function chosenDays({ from, to }: DayChoice): DayChoice {
  return from && to && from > to ? { from: to, to: from } : { from, to };
}
