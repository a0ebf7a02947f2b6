import { describe, expect, it } from 'vitest';
import { parseRegionFile, readRegionFile } from './region-file.ts';
import { findAdministration } from './region-references.ts';

const novosibirsk = readRegionFile(new URL('./regions/54.json', import.meta.url).pathname);

describe('the file of Novosibirsk region', () => {
  it('has 30 districts and 5 towns with unique eight-digit ОКТМО codes of the region', () => {
    const kinds = novosibirsk.municipalities.map((it) => it.kind);
    expect(kinds.filter((it) => it === 'district')).toHaveLength(30);
    expect(kinds.filter((it) => it === 'city')).toHaveLength(5);
    const codes = novosibirsk.municipalities.map((it) => it.code);
    expect(new Set(codes).size).toBe(35);
    expect(codes.every((it) => /^50\d{6}$/.test(it))).toBe(true);
  });

  it('names four to eighteen settlements in every district, with unlike points', () => {
    for (const it of novosibirsk.municipalities.filter((it) => it.kind === 'district')) {
      expect([it.name, it.settlements.length >= 4 && it.settlements.length <= 18]).toEqual([it.name, true]);
      expect(new Set(it.settlements.map((s) => `${s.lat} ${s.lon}`)).size).toBe(it.settlements.length);
    }
  });

  it('says for every population where the figure is from, and sums to the region’s 2.8 million', () => {
    expect(novosibirsk.municipalities.every((it) => it.populationSource.length > 5)).toBe(true);
    const total = novosibirsk.municipalities.reduce((sum, it) => sum + it.population, 0);
    expect(total).toBeGreaterThan(2_700_000);
    expect(total).toBeLessThan(2_900_000);
  });

  it('gives every municipality one administration of its own', () => {
    const found = novosibirsk.municipalities.map((it) =>
      findAdministration(novosibirsk.organisations, it.code),
    );
    expect(found).not.toContain(null);
    expect(new Set(found).size).toBe(35);
  });

  it('has ministries with full names long enough to break a narrow screen', () => {
    expect(novosibirsk.organisations.filter((it) => it.type === 'ministry').length).toBeGreaterThanOrEqual(
      14,
    );
    expect(Math.max(...novosibirsk.organisations.map((it) => it.name.length))).toBeGreaterThan(120);
  });
});

it('starts a second region from a file without municipalities', () => {
  const region = readRegionFile(new URL('./regions/78.json', import.meta.url).pathname);
  expect([region.code, region.timeZone, region.municipalities.length]).toEqual(['78', 'Europe/Moscow', 0]);
});

describe('mistakes are named by field, in Russian', () => {
  const broken = (change: (region: typeof novosibirsk) => void) => {
    const copy = structuredClone(novosibirsk);
    change(copy);
    return () => parseRegionFile(copy, 'x.json');
  };

  it.each<[string, (region: typeof novosibirsk) => void, RegExp]>([
    [
      'short code',
      (r) => (r.municipalities[3]!.code = '507'),
      /municipalities\[3\]\.code — ожидается код ОКТМО/,
    ],
    ['time zone', (r) => (r.timeZone = 'Asia/Nowhere'), /timeZone — нет такого часового пояса/],
    [
      'double code',
      (r) => (r.municipalities[1]!.code = '50701000'),
      /municipalities\[1\]\.code — код 50701000 повт/,
    ],
    ['route to nobody', (r) => (r.routes[0]!.organisation = 'nobody'), /routes\[0\]\.organisation — нет орг/],
    [
      'route from nowhere',
      (r) => (r.routes[0]!.municipality = '99999999'),
      /routes\[0\]\.municipality — нет мун/,
    ],
    [
      'parent',
      (r) => (r.organisations[4]!.parent = 'nobody'),
      /organisations\[4\]\.parent — нет организации nobody/,
    ],
    [
      'territory',
      (r) => (r.organisations[4]!.territory = ['99999999']),
      /territory\[0\] — нет муниципалитета/,
    ],
    ['empty name', (r) => (r.name = ' '), /name — не может быть пустым/],
    ['missing', (r) => delete (r as Partial<typeof r>).centre, /centre — /],
    [
      'same route twice',
      (r) => r.routes.push({ ...r.routes[0]! }),
      /routes\[\d+\] — маршрут «.*» задан дважды/,
    ],
    [
      'cycle',
      (r) => {
        r.organisations.find((o) => o.code === 'government')!.parent = 'centre';
      },
      /подчинение замыкается в кольцо/,
    ],
  ])('%s', (_, change, message) => {
    expect(broken(change)).toThrow(message);
    expect(broken(change)).toThrow(/^Файл региона x\.json содержит ошибки/);
  });

  it('names the file that is not JSON', () => {
    expect(() => readRegionFile('/nonexistent/region.json')).toThrow(
      /Файл региона \/nonexistent\/region\.json не про/,
    );
  });
});
