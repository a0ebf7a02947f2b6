// A region is a file: its name, time zone, municipalities, bodies and routing table. A second region starts
// from a second file, without a change of code (docs/regions.md). Invariant: after `parseRegionFile` every code
// that is named exists, codes are unique, and a body's parents form no cycle. Entrance: `readRegionFile`.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CONNECTION_STAGES } from '../../contract/control.ts';
import { Point } from '../../contract/registry.ts';
import { LEVELS } from '../../contract/vocabulary.ts';
import { ADMINISTRATION, findBrokenReferences } from './region-references.ts';

export const MUNICIPALITY_KINDS = ['city', 'district', 'okrug'] as const;
export type MunicipalityKind = (typeof MUNICIPALITY_KINDS)[number];

export const ORGANISATION_TYPES = [
  'ministry',
  'department',
  'administration',
  'institution',
  'company',
  'federal',
  'ombudsman',
  'contractor',
] as const;

const municipalityCode = z
  .string()
  .regex(/^(\d{8}|x-[0-9a-z]+)$/, 'ожидается код ОКТМО из 8 цифр или временный код «x-…»');
const code = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'ожидаются латинские буквы, цифры и дефис');
const text = z.string().trim().min(1, 'не может быть пустым');

const settlement = z.object({
  name: text,
  kind: text,
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
});

const municipality = z.object({
  code: municipalityCode,
  name: text,
  kind: z.enum(MUNICIPALITY_KINDS),
  population: z.number().int().nonnegative(),
  populationYear: z.number().int().min(1897).max(2100),
  populationSource: text,
  centre: Point,
  aliases: z.array(text).default([]),
  settlements: z.array(settlement).default([]),
});

const organisation = z.object({
  code,
  name: text,
  shortName: text,
  type: z.enum(ORGANISATION_TYPES),
  level: z.enum(LEVELS),
  parent: code.nullable(),
  /** Codes of municipalities; `null` means the whole region. */
  territory: z.array(municipalityCode).min(1).nullable(),
  connectionStage: z.enum(CONNECTION_STAGES),
  sectors: z.array(text),
});

const routeOrganisation = z.union([z.literal(ADMINISTRATION), code]);

const route = z.object({
  /** Topic code or group code, `sector:<base sector>`, or `*`. */
  topic: z.string().regex(/^(\*|sector:[a-z][a-z-]*|[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*)$/, {
    error: 'ожидается код темы, «sector:<код>» или «*»',
  }),
  /** Municipality code, `kind:<city|district|okrug>`, or `*`. */
  municipality: z.union([
    z.literal('*'),
    z.enum(MUNICIPALITY_KINDS.map((k) => `kind:${k}` as const)),
    municipalityCode,
  ]),
  level: z.enum(LEVELS),
  organisation: routeOrganisation,
  co: z.array(routeOrganisation).optional(),
});

const regionFile = z
  .object({
    code: z.string().regex(/^\d{2,3}$/, 'ожидается код субъекта из 2–3 цифр'),
    name: text,
    /** «в …»: the name in the prepositional case, for headings. */
    nameIn: text,
    oktmo: z.string().regex(/^\d{8}$/, 'ожидается код ОКТМО из 8 цифр'),
    timeZone: z.string().refine(isTimeZone, 'нет такого часового пояса IANA'),
    preset: text,
    centre: Point,
    defaultDeadlinePolicy: text,
    /** The body that keeps what no route takes: an appeal always has exactly one responsible body. */
    centreOrganisation: code,
    municipalities: z.array(municipality),
    organisations: z.array(organisation).min(1),
    routes: z.array(route),
  })
  .superRefine((region, context) => {
    for (const { path, message } of findBrokenReferences(region)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });

export type RegionFile = z.infer<typeof regionFile>;
export type RegionMunicipality = RegionFile['municipalities'][number];
export type RegionOrganisation = RegionFile['organisations'][number];
export type RegionRoute = RegionFile['routes'][number];
export type Settlement = z.infer<typeof settlement>;

/**
 * Reads and checks a region file.
 * @throws Error in Russian, one line per mistake, each naming the field («municipalities[3].code — …»).
 */
export function readRegionFile(path: string): RegionFile {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`Файл региона ${path} не прочитан: ${(cause as Error).message}`, { cause });
  }
  return parseRegionFile(data, path);
}

/** The same for data already in memory; `source` is named in the error. */
export function parseRegionFile(data: unknown, source = 'без имени'): RegionFile {
  const result = regionFile.safeParse(data, { error: z.locales.ru().localeError });
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${nameField(issue.path)} — ${issue.message}`);
  throw new Error(`Файл региона ${source} содержит ошибки:\n${lines.join('\n')}`);
}

function nameField(path: readonly PropertyKey[]): string {
  let name = '';
  for (const part of path) name += typeof part === 'number' ? `[${part}]` : `${name && '.'}${String(part)}`;
  return name || 'файл целиком';
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('ru', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
