import { describe, expect, it } from 'vitest';
import { BASE_SECTORS, buildTaxonomy, leavesOf, loadTaxonomy, pathOf, sectorOf } from './taxonomy.ts';

const leaf = { complexity: 'operational', severity: 2, normDays: 5, presidentialCode: null };
const group = { code: 'roads', parent: null, name: 'Дороги', sector: 'roads' };
const topicFile = (...topics: object[]) => ({ version: 1, topics });
const noPresets = { presets: [] };

describe('seed taxonomy', () => {
  const taxonomy = loadTaxonomy();

  it('has the promised breadth', () => {
    const groups = taxonomy.topics.filter((topic) => topic.parent === null);
    expect(groups.length).toBeGreaterThanOrEqual(24);
    expect(taxonomy.leaves.length).toBeGreaterThanOrEqual(150);
    expect(Math.max(...taxonomy.leaves.map((topic) => pathOf(topic.code).length))).toBe(3);
  });

  it('covers every base sector with a leaf', () => {
    expect(new Set(taxonomy.leaves.map((topic) => topic.sector))).toEqual(new Set(BASE_SECTORS));
  });

  it('closes every group with a leaf for everything else', () => {
    for (const group of taxonomy.topics.filter((topic) => topic.parent === null)) {
      const last = taxonomy.childrenOf.get(group.code)!.at(-1)!;
      expect(last.code).toBe(`${group.code}.other`);
      expect(last.name).toMatch(/прочее$/);
    }
  });

  it('gives no two topics of one parent the same name, and children the sector and prefix of the parent', () => {
    const names = taxonomy.topics.map((topic) => `${topic.parent}/${topic.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const topic of taxonomy.topics) {
      if (topic.parent === null) continue;
      expect(topic.code.startsWith(`${topic.parent}.`)).toBe(true);
      expect(topic.sector).toBe(taxonomy.byCode.get(topic.parent)!.sector);
    }
  });
});

describe('sector presets', () => {
  it('count 8, 11, 6 and 4 sectors', () => {
    const counts = Object.fromEntries(
      loadTaxonomy().presets.map((preset) => [preset.code, preset.sectors.length]),
    );
    expect(counts).toEqual({ 'krym-8': 8, 'ulyanovsk-11': 11, 'tambov-6': 6, 'podmoskovye-4': 4 });
  });

  it('place topics, merge sectors and leave the rest outside', () => {
    expect(sectorOf('roads.potholes', 'podmoskovye-4').code).toBe('roads-transport');
    expect(sectorOf('transport.schedule', 'podmoskovye-4').code).toBe('roads-transport');
    expect(sectorOf('landscaping.trees', 'krym-8').code).toBe('housing');
    expect(sectorOf('labour.wages', 'ulyanovsk-11').code).toBe('labour');
    expect(sectorOf('employment.vacancies', 'ulyanovsk-11').code).toBe('employment');
    expect(sectorOf('labour.wages', 'tambov-6')).toEqual({ code: 'outside', name: 'Вне блоков' });
  });

  it('refuse what is unknown', () => {
    expect(() => sectorOf('roads.moon', 'krym-8')).toThrow(/unknown topic/);
    expect(() => sectorOf('roads.potholes', 'mars-1')).toThrow(/unknown sector preset/);
  });
});

describe('tree', () => {
  it('walks up and down through three levels', () => {
    expect(pathOf('housing.water.no-cold').map((topic) => topic.code)).toEqual([
      'housing',
      'housing.water',
      'housing.water.no-cold',
    ]);
    const water = leavesOf('housing.water').map((topic) => topic.code);
    expect(water).toContain('housing.water.burst');
    expect(water).not.toContain('housing.heating.cold');
    expect(leavesOf('roads.potholes').map((topic) => topic.code)).toEqual(['roads.potholes']);
  });

  it('is refused with duplicates, unknown parents, cycles, bare leaves and doubled sectors', () => {
    const pothole = { code: 'roads.potholes', parent: 'roads', name: 'Ямы', sector: 'roads', ...leaf };
    expect(buildTaxonomy(topicFile(group, pothole), noPresets).leaves).toHaveLength(1);
    expect(() => buildTaxonomy(topicFile(group, pothole, pothole), noPresets)).toThrow(/twice/);
    expect(() => buildTaxonomy(topicFile(pothole), noPresets)).toThrow(/unknown parent/);
    expect(() => buildTaxonomy(topicFile(group), noPresets)).toThrow(/lacks/);
    const ring = topicFile({ ...group, parent: 'roads.potholes' }, pothole);
    expect(() => buildTaxonomy(ring, noPresets)).toThrow(/ancestor/);
    const twice = {
      code: 'x',
      name: 'x',
      note: 'x',
      sectors: [1, 2].map((n) => ({ code: `s${n}`, name: 'x', baseSectors: ['roads'] })),
    };
    expect(() => buildTaxonomy(topicFile(group, pothole), { presets: [twice] })).toThrow(
      /places a sector twice/,
    );
  });
});
