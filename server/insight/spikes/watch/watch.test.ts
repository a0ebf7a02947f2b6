import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neighboursOf } from '../../../registry/boundaries/neighbours.ts';
import { loadTaxonomy } from '../../../registry/taxonomy.ts';
import { burstTerms, g2Of } from '../words/burst-terms.ts';
import { explainRise } from './explain-rise.ts';
import { findWaves } from './find-waves.ts';
import { chainAlarms, type Extent, withoutExplained } from './join-alarms.ts';
import { streetOf } from './read-cases.ts';
import { topicNodes } from './topic-nodes.ts';
import { WatchedCounts } from './watched-counts.ts';

const above = (topic: number) => (topic === 0 ? [0] : [topic, 0]);
const extent = (part: Partial<Extent>): Extent => ({
  topic: 1,
  places: [0],
  firstDay: 10,
  lastDay: 12,
  excess: 50,
  ...part,
});

describe('one wave is told once', () => {
  test('by the narrowest cell, while wider ones that are more than their parts stay', () => {
    const leaf = extent({});
    const group = extent({ topic: 0, excess: 60 });
    const region = extent({ topic: 0, places: [], excess: 200 });
    expect(withoutExplained([leaf, group], above)).toEqual([leaf]);
    expect(withoutExplained([leaf, region], above)).toEqual([leaf, region]);
    const elsewhere = extent({ topic: 0, places: [1], excess: 60 });
    const later = extent({ topic: 0, firstDay: 20, lastDay: 21 });
    expect(withoutExplained([leaf, elsewhere, later], above)).toEqual([leaf, elsewhere, later]);
  });

  test('alarms of one cell close together are one', () => {
    const alarm = { detector: 'waves' as const, topic: 1, places: [0], excess: 9, p: 1e-6, score: 9 };
    const days = [10, 12, 30].map((day) => ({ ...alarm, firstDay: day - 1, day }));
    expect(chainAlarms(days, above).map((wave) => [wave.firstDay, wave.lastAlarmDay])).toEqual([
      [9, 12],
      [29, 30],
    ]);
  });
});

describe('counts', () => {
  const nodes = topicNodes(loadTaxonomy());

  test('an appeal counts for its topic and each watched one above', () => {
    const cold = nodes.topics.indexOf('housing.heating.cold');
    expect(nodes.countedBy[cold]!.map((node) => nodes.codes[node])).toEqual([
      'housing.heating.cold',
      'housing.heating',
      'housing',
    ]);
  });

  test('putting days in twice leaves them once, and tells which cells have grown today', () => {
    const plan = {
      endDay: 20_010,
      days: 10,
      wholeDays: 10,
      ...nodes,
      nodes: nodes.codes,
      places: ['a', 'b'],
    };
    const counts = new WatchedCounts(plan);
    const one = (value: number) => Int32Array.of(value);
    const cold = nodes.topics.indexOf('housing.heating.cold');
    const piece = (count: number) => ({
      fromDay: 20_008,
      toDay: 20_009,
      topic: one(cold),
      place: one(1),
      day: one(20_009),
      publication: one(0),
      count: one(count),
      authors: one(1),
    });
    expect(counts.put(piece(3))[0]).toHaveLength(3);
    expect(counts.put(piece(3))).toEqual([[], []]);
    const { byPlace, whole } = counts.series[0];
    expect(byPlace.counts.reduce((sum, n) => sum + n, 0)).toBe(9);
    expect(whole.counts.reduce((sum, n) => sum + n, 0)).toBe(9);
    expect(counts.put(piece(5))[0]).toHaveLength(3);
  });

  test('a boiler house that breaks is found on its day, by its own topic, and nothing else is', () => {
    const days = 90;
    const plan = {
      endDay: 20_000,
      days,
      wholeDays: days,
      nodes: nodes.codes,
      countedBy: nodes.countedBy,
      places: ['a', 'b', 'c'],
    };
    const counts = new WatchedCounts(plan);
    const rows: number[][] = [];
    const topics = ['housing.heating.cold', 'roads.lighting', 'landscaping.trees'];
    for (let day = 0; day < days; day += 1) {
      for (const [t, topic] of topics.entries()) {
        for (let place = 0; place < 3; place += 1) {
          const quiet = (day * 7 + t * 3 + place * 5) % 4 === 0 ? 1 : 0;
          const wave = t === 0 && place === 2 && day >= days - 1 ? 18 : 0;
          if (quiet + wave > 0)
            rows.push([nodes.topics.indexOf(topic), place, 20_000 - days + day, quiet + wave]);
        }
      }
    }
    const column = (at: number) => Int32Array.from(rows, (row) => row[at]!);
    counts.put({
      fromDay: 20_000 - days,
      toDay: 19_999,
      topic: column(0),
      place: column(1),
      day: column(2),
      count: column(3),
      authors: column(3),
      publication: new Int32Array(rows.length),
    });
    const index = new Map(nodes.codes.map((code, at) => [code, at]));
    const { spikes } = findWaves('appeals', counts.series[0], {
      alarmsPerWeek: 2,
      fromDay: 28,
      neighbours: [[1], [0, 2], [1]],
      shifts: new Map(),
      above: (node) =>
        nodes.countedBy[nodes.topics.indexOf(nodes.codes[node]!)]!.filter((at) => index.size > at),
      scan: true,
    });
    expect(spikes).toMatchObject([{ topic: 'housing.heating.cold', places: ['c'], peakCount: 18 }]);
    expect(spikes[0]!.firstDay).toBe(spikes[0]!.lastDay);
  });
});

describe('what carries the rise', () => {
  const base = {
    municipality: 'a',
    topic: 't',
    kind: 'complaint',
    channel: 'web',
    organisation: 'x',
    street: null,
  };

  test('shares are of the excess, not of the count', () => {
    const before = Array.from({ length: 60 }, () => base);
    const now = [
      ...Array.from({ length: 2 }, () => base),
      ...Array.from({ length: 18 }, () => ({ ...base, organisation: 'y', street: 'Вокзальная' })),
    ];
    const causes = explainRise(now, before, 1, 30);
    expect(causes.find((cause) => cause.attribute === 'organisation')).toMatchObject({
      value: 'y',
      share: 1,
    });
    expect(causes.find((cause) => cause.attribute === 'street')).toMatchObject({
      value: 'Вокзальная',
      count: 18,
    });
    // Where all are alike nothing is explained by it.
    expect(causes.some((cause) => cause.attribute === 'channel')).toBe(false);
  });

  test('no rise, no causes', () => {
    expect(
      explainRise(
        [base],
        Array.from({ length: 90 }, () => base),
        1,
        30,
      ),
    ).toEqual([]);
  });

  test.each([
    ['Бердск, Вокзальная, 12', 'Вокзальная'],
    ['г. Искитим, ул. Советская, д. 5', 'ул. Советская'],
    ['Новосибирск, проспект Карла Маркса, 3', 'проспект Карла Маркса'],
    ['село Лебедево', null],
    [null, null],
  ])('street of «%s»', (address, street) => {
    expect(streetOf(address)).toBe(street);
  });
});

describe('bursting words', () => {
  const texts = (count: number, text: string, from = 0, authors = count) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${from + n}`,
      author: `a${from + (n % authors)}`,
      text,
    }));
  const usual = texts(200, 'Не горит фонарь на столбе, темно вечером');

  test('tell what is new, as it was written, and not what is always said', () => {
    const now = [
      ...texts(14, 'Фонарь погас после взрыва трансформаторной будки', 1000),
      ...texts(6, 'Не горит фонарь', 2000),
    ];
    const words = burstTerms({ now, before: usual }).terms.map((term) => term.word);
    expect(words.join(' ')).toMatch(/взрыва|трансформаторной/);
    expect(words.join(' ')).not.toMatch(/горит/);
  });

  test('one person who repeats a word is one voice', () => {
    const now = [...texts(40, 'Руки прочь от берёз', 1000, 1), ...texts(10, 'Не горит фонарь', 2000)];
    expect(burstTerms({ now, before: usual }).terms).toEqual([]);
  });

  test('of ordinary texts against themselves hardly anything bursts', () => {
    const word = fc.constantFrom(
      'вода',
      'снег',
      'яма',
      'лифт',
      'мусор',
      'подъезд',
      'котельная',
      'двор',
      'крыша',
    );
    const text = fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 120, maxLength: 200 }), (all) => {
        const asked = all.map((each, at) => ({ id: `${at}`, author: null, text: each }));
        const answer = burstTerms({ now: asked.slice(0, 30), before: asked.slice(30) });
        expect(answer.terms.length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });

  test('G² is nothing where the shares are equal', () => {
    expect(g2Of(10, 100, 20, 200)).toBeCloseTo(0);
    expect(g2Of(50, 100, 20, 200)).toBeGreaterThan(50);
  });
});

describe('neighbours', () => {
  const square = (x: number, y: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ] as [number, number][],
    ],
  });
  const place = (code: string, x: number, y: number) => ({ code, centre: [y + 0.5, x + 0.5] as const });

  test('share a border, not only a corner; a place without one has its nearest', () => {
    const places = [place('a', 0, 0), place('b', 1, 0), place('c', 1, 1), place('d', 9, 9)];
    const boundaries = new Map([
      ['a', square(0, 0)],
      ['b', square(1, 0)],
      ['c', square(1, 1)],
    ]);
    const beside = neighboursOf(places, boundaries);
    expect(beside[0]).toContain(1);
    expect(beside[0]).not.toContain(2);
    expect(beside[3]!.length).toBeGreaterThan(0);
    for (const [at, list] of beside.entries()) for (const other of list) expect(beside[other]).toContain(at);
  });
});
