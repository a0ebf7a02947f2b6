import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRegionFile } from '../../registry/region-file.ts';
import { loadTaxonomy, pathOf } from '../../registry/taxonomy.ts';
import { decideRoute } from './decide-route.ts';
import { learnRoutes } from './learn-routes.ts';
import { buildRouteTable } from './route-table.ts';

const region = readRegionFile(new URL('../../registry/regions/54.json', import.meta.url).pathname);
const taxonomy = loadTaxonomy();
const table = buildRouteTable({ ...region, centre: region.centreOrganisation, topics: taxonomy.topics });
const everyTopic = taxonomy.topics.map((it) => it.code);

function decide(topic: string, municipality: string | null, more: object = {}) {
  const place = region.municipalities.find((it) => it.code === municipality) ?? null;
  const path = pathOf(topic).map((it) => it.code);
  return decideRoute({ path, sector: pathOf(topic).at(-1)!.sector, municipality: place, table, ...more });
}

describe('the table of Novosibirsk region', () => {
  it('sends every topic in every municipality, and nowhere, to one existing body that no fallback had to take', () => {
    expect(everyTopic.length).toBeGreaterThan(100);
    for (const topic of everyTopic) {
      for (const municipality of [...region.municipalities.map((it) => it.code), null]) {
        const decision = decide(topic, municipality);
        expect(table.organisations.has(decision.organisation)).toBe(true);
        expect(decision.co).not.toContain(decision.organisation);
        if (topic !== 'government.response-centre')
          expect([topic, municipality, decision.organisation]).not.toEqual([topic, municipality, 'centre']);
      }
    }
  });

  it('has rules only for topics that exist', () => {
    const named = region.routes.map((it) => it.topic).filter((it) => it !== '*' && !it.startsWith('sector:'));
    expect(named.filter((it) => !taxonomy.byCode.has(it))).toEqual([]);
  });

  it('has different addressees for one topic in the capital, another town and a district', () => {
    expect(decide('roads.potholes', '50701000').organisation).toBe('nsk-transport');
    expect(decide('roads.potholes', '50708000').organisation).toBe('adm-50708000');
    expect(decide('roads.potholes', '50615000')).toMatchObject({
      organisation: 'tuad',
      level: 'regional',
      co: ['adm-50615000'],
    });
  });

  it('says why, in words', () => {
    expect(decide('roads.potholes', '50708000').why).toBe('правило: Дороги × город → Администрация Бердска');
    expect(decide('health.queues', null).why).toBe('правило: Здравоохранение × весь регион → Минздрав');
  });
});

describe('back-off', () => {
  const routes = (...rows: [string, string, string][]) =>
    buildRouteTable({
      ...region,
      centre: 'centre',
      routes: rows.map(([topic, municipality, organisation]) => ({
        topic,
        municipality: municipality as '*',
        level: 'regional' as const,
        organisation,
      })),
    });
  const ask = (table: ReturnType<typeof routes>) =>
    decide('roads.potholes', '50708000', { table }).organisation;

  it('prefers the topic to its group, and within each the municipality to its kind to the region', () => {
    const rows: [string, string, string][] = [
      ['*', '*', 'minjust'],
      ['sector:roads', '*', 'minregpol'],
      ['roads', '*', 'mintrans'],
      ['roads', 'kind:city', 'minstroy'],
      ['roads', '50708000', 'minfin'],
      ['roads.potholes', '*', 'tuad'],
      ['roads.potholes', 'kind:city', 'nsk-bridges'],
      ['roads.potholes', '50708000', '{administration}'],
    ];
    rows[0]![2] = 'minust';
    const winners = [
      'adm-50708000',
      'nsk-bridges',
      'tuad',
      'minfin',
      'minstroy',
      'mintrans',
      'minregpol',
      'minust',
    ];
    for (const winner of winners) {
      expect(ask(routes(...rows))).toBe(winner);
      rows.pop();
    }
    expect(ask(routes())).toBe('centre');
  });

  it('goes on where the municipality has no administration', () => {
    const table = routes(['roads', '*', '{administration}'], ['*', '*', 'minust']);
    const municipality = { code: 'x-123', kind: 'okrug' };
    expect(decideRoute({ path: ['roads'], sector: null, municipality, table }).organisation).toBe('minust');
  });

  it('refuses a rule to a body that does not exist', () => {
    expect(() => routes(['roads', '*', 'nobody'])).toThrow('Маршрут «roads × *»: нет организации nobody');
  });
});

describe('a body never gets a complaint about itself', () => {
  it('goes to the body above, and to the centre where there is none', () => {
    const above = decide('roads.potholes', '50701000', { aboutOrganisation: 'nsk-transport' });
    expect(above.organisation).toBe('adm-50701000');
    expect(above.why).toContain('59‑ФЗ');
    const town = decide('landscaping.yards', '50708000', { aboutOrganisation: 'adm-50708000' });
    expect(town.organisation).toBe('centre');
  });

  it('holds for every topic, place and body, and there is always exactly one body', () => {
    const bodies = [...table.organisations.keys()];
    fc.assert(
      fc.property(
        fc.constantFrom(...everyTopic),
        fc.constantFrom(...region.municipalities.map((it) => it.code), null),
        fc.constantFrom(...bodies, 'unknown-body'),
        (topic, municipality, aboutOrganisation) => {
          const decision = decide(topic, municipality, { aboutOrganisation });
          expect(decision.organisation).not.toBe(aboutOrganisation);
          expect(table.organisations.has(decision.organisation)).toBe(true);
          expect(decision.co).not.toContain(aboutOrganisation);
          expect(decision.p).toBeGreaterThan(0);
          expect(decision.p).toBeLessThanOrEqual(1);
          expect(decision.why.length).toBeGreaterThan(10);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('history', () => {
  const seen = (organisation: string, count: number, municipality = '50708000') => ({
    topic: 'roads.potholes',
    municipality,
    organisation,
    count,
  });

  it('overrules the table where it is rich and nearly unanimous, and says so', () => {
    const history = learnRoutes([seen('tuad', 200), seen('adm-50708000', 40)]);
    const decision = decide('roads.potholes', '50708000', { history });
    expect(decision.organisation).toBe('tuad');
    expect(decision.why).toBe('по истории: 83 % из 240 → ТУАД');
    expect(decision.p).toBeCloseTo(0.83, 1);
  });

  it('leaves the rule alone where it is thin or divided, and lends it its probability', () => {
    const thin = learnRoutes([seen('tuad', 19)]);
    expect(decide('roads.potholes', '50708000', { history: thin }).organisation).toBe('adm-50708000');
    const divided = learnRoutes([seen('tuad', 130), seen('adm-50708000', 110)]);
    const decision = decide('roads.potholes', '50708000', { history: divided });
    expect(decision.organisation).toBe('adm-50708000');
    expect(decision.p).toBeCloseTo(110 / 240, 1);
  });

  it('ignores a body that is no longer in the registry', () => {
    const history = learnRoutes([seen('abolished', 500)]);
    expect(decide('roads.potholes', '50708000', { history }).organisation).toBe('adm-50708000');
  });
});

describe('learned routes', () => {
  it('transfers the kind of body from the topic and its owner from the municipality', () => {
    const history = learnRoutes([
      { topic: 'snow', municipality: 'north', organisation: 'adm-north', count: 90 },
      { topic: 'snow', municipality: 'south', organisation: 'adm-south', count: 90 },
      { topic: 'metro', municipality: 'south', organisation: 'metro', count: 90 },
      { topic: 'trees', municipality: 'south', organisation: 'adm-south', count: 50 },
      { topic: 'trees', municipality: 'west', organisation: 'adm-west', count: 50 },
    ]);
    expect(history.suggest(['trees'], 'south')[0]?.organisation).toBe('adm-south');
    expect(history.suggest(['snow'], 'west')[0]?.organisation).not.toBe('metro');
    expect(history.suggest(['metro'], 'north')[0]?.organisation).toBe('metro');
  });

  it('falls back to the parent of a topic never seen, and to nothing for one without any', () => {
    const parentOf = (topic: string) => (topic.includes('.') ? topic.split('.')[0]! : null);
    const history = learnRoutes([{ topic: 'a.b', municipality: 'm', organisation: 'o', count: 5 }], parentOf);
    expect(history.suggest(['a', 'a.c'], 'm')[0]?.organisation).toBe('o');
    expect(history.suggest(['z'], 'm')).toEqual([]);
  });

  it('gives probabilities that sum to one', () => {
    const rows = fc.array(
      fc.record({
        topic: fc.constantFrom('t1', 't2', 't3'),
        municipality: fc.constantFrom('m1', 'm2', 'm3'),
        organisation: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
        count: fc.integer({ min: 1, max: 50 }),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom('m1', 'm4', null), (counts, municipality) => {
        const found = learnRoutes(counts).suggest([counts[0]!.topic], municipality);
        expect(found.reduce((sum, it) => sum + it.p, 0)).toBeCloseTo(1, 6);
        expect(found.every((it) => it.p >= 0 && it.agreed <= it.seen)).toBe(true);
      }),
    );
  });
});
