// Real boundaries for a region: a GeoJSON file is read, checked, matched by name with the registry, and simplified for
// the screen. Nothing is written here: the caller stores what is returned. Entrance: `readBoundaries`.
import { readFileSync } from 'node:fs';
import type { RegionMunicipality } from '../region-file.ts';
import { centreOf, type Geometry, geometryOf, type Rings } from './geometry.ts';
import { buildNameIndex, normaliseName, temporaryCode } from './match-names.ts';
import { readGeojson } from './read-geojson.ts';
import { mapSharedArcs } from './shared-arcs.ts';
import { simplifyForScreen } from './simplify-for-screen.ts';
import { simplifyLine } from './simplify-line.ts';

export type BoundaryOptions = {
  /** The property of each feature that holds the municipality's name. */
  nameProperty: string;
  /** Municipalities of the region as the registry has them; may be empty. */
  municipalities: readonly RegionMunicipality[];
  /** Name elsewhere → name in the boundaries (or in the registry); see `readAliases`. */
  aliases?: Readonly<Record<string, string>>;
  /** Degrees of latitude; 0 (default) keeps every position for point-in-polygon. */
  tolerance?: number;
  /** Bound of the whole region's screen copy, bytes of JSON. */
  screenBytesMax?: number;
};

export type BoundaryImport = {
  boundaries: { code: string; name: string; boundary: Geometry; screenBoundary: Geometry }[];
  /** Municipalities that the registry did not have, ready to be added, with a temporary code and population 0. */
  created: RegionMunicipality[];
  /** Municipalities of the registry that gained aliases from the alias file. */
  updated: RegionMunicipality[];
  /** Names of the registry's municipalities for which the file has no boundary. */
  missing: string[];
  /** Targets of the alias file that name nothing: most likely misspelt. */
  unusedAliases: string[];
};

/** @throws Error in Russian naming the feature that cannot be read, or two features that claim one municipality. */
export function readBoundaries(path: string, options: BoundaryOptions): BoundaryImport {
  const { nameProperty, municipalities, aliases = {}, tolerance = 0, screenBytesMax = 300_000 } = options;
  const territories = readGeojson(path, nameProperty);
  const known = buildNameIndex(municipalities);
  const aliasTargets = new Map(Object.entries(aliases).map(([from, to]) => [normaliseName(from), to]));
  const claimed = new Map<string, string>();
  const codes = territories.map(({ name }) => {
    const alias = aliasTargets.get(normaliseName(name));
    const code = known(name) ?? (alias === undefined ? null : known(alias)) ?? temporaryCode(name);
    const other = claimed.get(code);
    if (other !== undefined)
      throw new Error(`«${other}» и «${name}» относятся к одному муниципалитету ${code}`);
    claimed.set(code, name);
    return code;
  });

  const exact = territories.map((it) => it.polygons);
  const kept = tolerance > 0 ? mapSharedArcs(exact, (arc) => simplifyLine(arc, tolerance)) : exact;
  const screen = simplifyForScreen(exact, screenBytesMax);
  const boundaries = territories.map(({ name }, i) => ({
    code: codes[i]!,
    name,
    boundary: geometryOf(kept[i]!),
    screenBoundary: geometryOf(screen[i]!),
  }));

  const inRegistry = new Map(municipalities.map((it) => [it.code, it]));
  const created = territories.flatMap(({ name, polygons }, i) =>
    inRegistry.has(codes[i]!) ? [] : [newMunicipality(codes[i]!, name, polygons)],
  );
  const { withAliases, unusedAliases } = addAliases([...municipalities, ...created], aliases);
  const isNew = new Set(created.map((it) => it.code));
  return {
    boundaries,
    created: withAliases.filter((it) => isNew.has(it.code)),
    updated: withAliases.filter(
      (it) => !isNew.has(it.code) && it.aliases.length > inRegistry.get(it.code)!.aliases.length,
    ),
    missing: municipalities.filter((it) => !claimed.has(it.code)).map((it) => it.name),
    unusedAliases,
  };
}

/**
 * Reads an alias file: a JSON object «name elsewhere» → «name in the boundaries or in the registry».
 * @throws Error in Russian when it is anything else.
 */
export function readAliases(path: string): Record<string, string> {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`Файл соответствий ${path} не прочитан: ${(cause as Error).message}`, { cause });
  }
  const entries = data && typeof data === 'object' && !Array.isArray(data) ? Object.entries(data) : null;
  if (!entries?.every((it): it is [string, string] => typeof it[1] === 'string')) {
    throw new Error(`Файл соответствий ${path}: ожидается { "название там": "название здесь" }`);
  }
  return Object.fromEntries(entries);
}

function newMunicipality(code: string, name: string, polygons: Rings[]): RegionMunicipality {
  const [lon, lat] = centreOf(geometryOf(polygons));
  const kind = /район/i.test(name) ? 'district' : /^(город|г\.)\s/i.test(name) ? 'city' : 'okrug';
  return {
    code,
    name,
    kind,
    population: 0,
    populationYear: 2020,
    populationSource: 'нет данных: заведён по файлу границ',
    centre: [lat, lon],
    aliases: [],
    settlements: [],
  };
}

function addAliases(
  municipalities: readonly RegionMunicipality[],
  aliases: Readonly<Record<string, string>>,
) {
  const find = buildNameIndex(municipalities);
  const found = new Map<string, string[]>();
  const unusedAliases: string[] = [];
  for (const [from, to] of Object.entries(aliases)) {
    const code = find(to);
    if (code === null) unusedAliases.push(to);
    else found.set(code, [...(found.get(code) ?? []), from]);
  }
  const withAliases = municipalities.map((it) => {
    const known = new Set(it.aliases.map(normaliseName));
    const more = (found.get(it.code) ?? []).filter((alias) => !known.has(normaliseName(alias)));
    return more.length > 0 ? { ...it, aliases: [...it.aliases, ...more] } : it;
  });
  return { withAliases, unusedAliases };
}
