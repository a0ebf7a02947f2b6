// Checks across the lists of a region file that a schema of single fields cannot make, and the one rule that
// ties administrations to municipalities. Entrance: `findBrokenReferences` (used while the file is parsed).

import type { RegionFile, RegionOrganisation } from './region-file.ts';

/** In a route's `organisation` or `co`: the administration of the municipality the appeal is about. */
export const ADMINISTRATION = '{administration}';

/**
 * The administration that answers for a whole municipality: its territory is that municipality alone and no other
 * administration of the same municipality stands above it (a city's district administrations do not qualify).
 */
export function findAdministration(
  organisations: readonly Pick<RegionOrganisation, 'code' | 'type' | 'parent' | 'territory'>[],
  municipality: string,
): string | null {
  const own = organisations.filter(
    (it) => it.type === 'administration' && it.territory?.length === 1 && it.territory[0] === municipality,
  );
  const codes = new Set(own.map((it) => it.code));
  return own.find((it) => it.parent === null || !codes.has(it.parent))?.code ?? null;
}

export type Mistake = { path: (string | number)[]; message: string };

/** Every code that is named but not defined, defined twice, or standing in a circle; messages in Russian. */
export function findBrokenReferences(region: RegionFile): Mistake[] {
  const mistakes: Mistake[] = [];
  const report = (message: string, ...path: (string | number)[]) => mistakes.push({ path, message });
  const municipalities = new Set<string>();
  region.municipalities.forEach((it, i) => {
    if (municipalities.has(it.code)) report(`код ${it.code} повторяется`, 'municipalities', i, 'code');
    municipalities.add(it.code);
  });
  const parents = new Map<string, string | null>();
  region.organisations.forEach((it, i) => {
    if (parents.has(it.code)) report(`код ${it.code} повторяется`, 'organisations', i, 'code');
    parents.set(it.code, it.parent);
    it.territory?.forEach((unknown, j) => {
      if (!municipalities.has(unknown))
        report(`нет муниципалитета ${unknown}`, 'organisations', i, 'territory', j);
    });
  });
  region.organisations.forEach((it, i) => {
    if (it.parent === null) return;
    if (!parents.has(it.parent)) report(`нет организации ${it.parent}`, 'organisations', i, 'parent');
    else if (isInCycle(it.code, parents))
      report('подчинение замыкается в кольцо', 'organisations', i, 'parent');
  });
  if (!parents.has(region.centreOrganisation))
    report(`нет организации ${region.centreOrganisation}`, 'centreOrganisation');
  const seen = new Set<string>();
  region.routes.forEach((it, i) => {
    const key = `${it.topic} ${it.municipality}`;
    if (seen.has(key)) report(`маршрут «${it.topic} × ${it.municipality}» задан дважды`, 'routes', i);
    seen.add(key);
    if (/^(\d|x-)/.test(it.municipality) && !municipalities.has(it.municipality))
      report(`нет муниципалитета ${it.municipality}`, 'routes', i, 'municipality');
    const named: [string, (string | number)[]][] = [[it.organisation, ['organisation']]];
    it.co?.forEach((co, j) => {
      named.push([co, ['co', j]]);
    });
    for (const [body, path] of named) {
      if (body !== ADMINISTRATION && !parents.has(body))
        report(`нет организации ${body}`, 'routes', i, ...path);
    }
  });
  return mistakes;
}

function isInCycle(start: string, parents: ReadonlyMap<string, string | null>): boolean {
  let at = parents.get(start) ?? null;
  for (let steps = 0; at !== null && steps <= parents.size; steps++) {
    if (at === start) return true;
    at = parents.get(at) ?? null;
  }
  return false;
}
