import { z } from 'zod';

const Day = z.iso.date();

/** A day off moved: `from` is worked (unless it is a holiday itself), `to` is a day off. */
export const DayOffMove = z.object({ from: Day, to: Day });
export type DayOffMove = z.infer<typeof DayOffMove>;

/**
 * What a year adds to the rules of the law. An installation may pass its own for a year whose decree appeared after
 * this release: `buildCalendar({ …, yearFacts: [YearFacts.parse(json)] })`.
 */
export const YearFacts = z.object({
  year: z.number().int().min(2013),
  /** Decree of the Government that moves days off (art. 112 part 5). */
  decree: z.string(),
  moves: z.array(DayOffMove),
  /** Non-working days with pay kept, by presidential decree; both ends inclusive. */
  nonWorking: z.array(z.object({ from: Day, to: Day, decree: z.string() })).default([]),
});
export type YearFacts = z.infer<typeof YearFacts>;

const row = (year: number, decree: string, moves: string, nonWorking: YearFacts['nonWorking'] = []) => ({
  year,
  decree: `Постановление Правительства РФ ${decree}`,
  moves: moves
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [from, to] = pair.split('>');
      return { from: `${year}-${from}`, to: `${year}-${to}` };
    }),
  nonWorking,
});

const off = (from: string, to: string, decree: string) => ({
  from,
  to,
  decree: `Указ Президента РФ ${decree}`,
});

/** Only what a decree moved is here; what the law itself moves is computed. A year that is absent is provisional. */
export const YEAR_FACTS: readonly YearFacts[] = [
  row(2013, 'от 15.10.2012 № 1048', '01-05>05-02 01-06>05-03 02-25>05-10'),
  row(2014, 'от 28.05.2013 № 444', '01-04>05-02 01-05>06-13 02-24>11-03'),
  row(2015, 'от 27.08.2014 № 860', '01-03>01-09 01-04>05-04'),
  row(2016, 'от 24.09.2015 № 1017', '01-02>05-03 01-03>03-07 02-20>02-22'),
  row(2017, 'от 04.08.2016 № 756', '01-01>02-24 01-07>05-08'),
  row(2018, 'от 14.10.2017 № 1250', '01-06>03-09 01-07>05-02 04-28>04-30 06-09>06-11 12-29>12-31'),
  row(2019, 'от 01.10.2018 № 1163', '01-05>05-02 01-06>05-03 02-23>05-10'),
  row(2020, 'от 10.07.2019 № 875', '01-04>05-04 01-05>05-05', [
    off('2020-03-30', '2020-04-03', 'от 25.03.2020 № 206'),
    off('2020-04-04', '2020-04-30', 'от 02.04.2020 № 239'),
    off('2020-05-06', '2020-05-08', 'от 28.04.2020 № 294'),
    off('2020-06-24', '2020-06-24', 'от 29.05.2020 № 345'),
    off('2020-07-01', '2020-07-01', 'от 01.06.2020 № 354'),
  ]),
  row(2021, 'от 10.10.2020 № 1648', '01-02>11-05 01-03>12-31 02-20>02-22', [
    off('2021-05-04', '2021-05-07', 'от 23.04.2021 № 242'),
    off('2021-10-30', '2021-11-07', 'от 20.10.2021 № 595'),
  ]),
  row(2022, 'от 16.09.2021 № 1564', '01-01>05-03 01-02>05-10 03-05>03-07'),
  row(2023, 'от 29.08.2022 № 1505', '01-01>02-24 01-08>05-08'),
  row(2024, 'от 10.08.2023 № 1314', '01-06>05-10 01-07>12-31 04-27>04-29 11-02>04-30 12-28>12-30'),
  row(2025, 'от 04.10.2024 № 1335', '01-04>05-02 02-23>05-08 03-08>06-13 11-01>11-03 01-05>12-31'),
  row(2026, 'от 24.09.2025 № 1466', '01-03>01-09 01-04>12-31'),
];
