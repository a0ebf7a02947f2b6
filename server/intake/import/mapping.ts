import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Channel, Kind, Outcome, Regime, Status } from '../../../contract/vocabulary.ts';
import { TableError } from '../../platform/tabular/table-error.ts';
import { BASE_SECTORS } from '../../registry/taxonomy.ts';
import { VOCABULARIES } from '../../registry/vocabularies.ts';

/** «field», or a way into nested values: «statuses.last.1». */
const path = z.string().min(1);

/**
 * What the columns of a file mean. Kept as JSON beside the file or as a built-in profile; see docs/examples.
 */
export const ImportMapping = z.strictObject({
  channel: Channel.default('import'),
  regime: Regime.default('pos_message'),
  sourceName: z.string().optional(),
  /** Zone of moments that are written without one; the region's when left out. */
  timeZone: z.string().optional(),
  fields: z.strictObject({
    externalId: path,
    /** Where the file has cases of several channels and regimes, as our own export has. */
    channel: path.optional(),
    regime: path.optional(),
    filedAt: path,
    text: path,
    lat: path.optional(),
    lon: path.optional(),
    /** Several fields are joined by commas: city, street, house. */
    address: z.union([path, z.array(path)]).optional(),
    municipality: path.optional(),
    /** From the group down to the topic. */
    topic: z.array(path).max(4).optional(),
    /** The first that is not empty: the executor, else the department. */
    organisation: z.union([path, z.array(path)]).optional(),
    authorKey: path.optional(),
    authorName: path.optional(),
    status: path.optional(),
    outcome: path.optional(),
    closedAt: path.optional(),
    kind: path.optional(),
    rating: path.optional(),
    sourceName: path.optional(),
    /** What happened to the case before it came to us. */
    assignedAt: path.optional(),
    firstAnswerAt: path.optional(),
    answeredAt: path.optional(),
    outcomeReason: path.optional(),
    /** Texts of the answers in order; the last is the final one. */
    answers: z.array(path).max(10).optional(),
    tags: path.optional(),
  }),
  /** Whose words `status` and `outcome` are: then no lists are needed. */
  vocabulary: z.enum(VOCABULARIES).optional(),
  /** `authorKey` is an address of a person's page or a name: only a fingerprint of it is kept. */
  authorKeyIsPersonal: z.boolean().default(false),
  /** Value in the file → ours; a name that ends in «*» matches what begins so. What is not listed takes the default. */
  statuses: z.record(z.string(), Status).optional(),
  statusDefault: Status.optional(),
  outcomes: z.record(z.string(), Outcome).optional(),
  outcomeDefault: Outcome.optional(),
  kinds: z.record(z.string(), Kind).optional(),
  /** Name elsewhere → name in the registry. */
  municipalities: z.record(z.string(), z.string()).optional(),
  /** The municipality was decided by people, as in our own export: no point or address overrules it. */
  municipalityIsDecided: z.boolean().default(false),
  /** What the registry does not know is added to it instead of being refused. */
  create: z.array(z.enum(['topic', 'organisation'])).default([]),
  /** Sector of topics made by this import, by the name of their group. */
  sectors: z.record(z.string(), z.enum(BASE_SECTORS)).optional(),
});
export type ImportMapping = z.output<typeof ImportMapping>;

const PROFILES = new URL('./profiles/', import.meta.url);

export function profileNames(): string[] {
  return readdirSync(PROFILES).map((name) => name.replace(/\.json$/, ''));
}

/** @throws TableError naming the profiles there are */
export function readProfile(name: string): ImportMapping {
  if (!profileNames().includes(name)) {
    throw new TableError(
      `Профиля «${name}» нет. Есть: ${profileNames().join(', ')}; или опишите столбцы сами: --map ФАЙЛ.json.`,
    );
  }
  return ImportMapping.parse(JSON.parse(readFileSync(new URL(`${name}.json`, PROFILES), 'utf8')));
}

/** @throws TableError naming the field of the mapping file that is wrong */
export function readMapping(file: string): ImportMapping {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TableError(`Файл соответствий «${file}» не читается: ${(error as Error).message}`);
  }
  const parsed = ImportMapping.safeParse(json, { error: z.locales.ru().localeError });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'файл'} — ${issue.message}`);
  throw new TableError(`В файле соответствий «${file}» ошибки:\n${lines.join('\n')}`);
}
