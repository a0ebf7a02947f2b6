import { isTest, type Source } from './sources.ts';

/** One broken rule, in words that say where and what. */
export type Violation = string;

export type Rule = (sources: readonly Source[]) => Violation[];

const STAGES = [
  'intake',
  'triage',
  'casework',
  'control',
  'insight',
  'alerts',
  'outreach',
  'channels',
  'monitoring',
  'identities',
  'open311',
  'exchange',
].map((name) => `server/${name}/`);
const SHARED = ['contract/', 'server/platform/', 'server/path/', 'server/registry/', 'server/access/'];

/** Where a folder's own files may look besides themselves. The first row that fits a file counts. */
const MAY_IMPORT: readonly [folder: string, targets: readonly string[], packages?: RegExp][] = [
  ['contract/', ['contract/'], /^zod$/],
  // The shape of a refusal is the one thing of the contract that HTTP itself must know.
  ['server/platform/', ['server/platform/', 'contract/problem.ts']],
  ['server/path/', ['server/path/', 'contract/']],
  ['server/registry/', ['server/registry/', 'server/platform/', 'contract/']],
  ['server/access/', ['server/access/', 'server/registry/', 'server/platform/', 'contract/']],
  ...STAGES.map((stage): [string, string[]] => [stage, [stage, ...SHARED]]),
  ['server/', ['server/', 'contract/']],
  ['web/', ['web/', 'contract/']],
  ['cli/', ['cli/', 'server/', 'contract/']],
];

/** Dependencies point one way: contract ← server, web, cli; a stage never knows another stage. */
export const directions: Rule = (sources) =>
  sources.flatMap((source) => {
    if (isTest(source.path)) return [];
    const row = MAY_IMPORT.find(([folder]) => source.path.startsWith(folder));
    if (!row) return [];
    const [, targets, packages] = row;
    return source.imports
      .filter(({ own, target }) =>
        own ? !targets.some((prefix) => target.startsWith(prefix)) : packages && !packages.test(target),
      )
      .map(({ target }) => `${source.path} must not import ${target}`);
  });

/** What stages hand to one another is data: nothing in `server/path` runs. */
export const pathIsData: Rule = (sources) =>
  sources
    .filter(
      ({ path, text }) =>
        path.startsWith('server/path/') &&
        /^\s*(export\s+)?(async\s+)?(function|class|const|let)\b/m.test(text),
    )
    .map(({ path }) => `${path} holds behaviour; server/path is shapes only`);

const WRITES = /\b(insert\s+into|update\s+[\w"]+\s+set|delete\s+from|truncate|merge\s+into)\b/i;

/** Insight writes to its own replica and to nothing else. */
export const insightOnlyReads: Rule = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('server/insight/') && !isTest(path))
    .filter(({ text, imports }) => WRITES.test(text) && !isReplica(imports))
    .map(({ path }) => `${path} writes; insight only reads PostgreSQL`);

function isReplica(imports: Source['imports']): boolean {
  return (
    imports.some(({ target }) => target === '@duckdb/node-api') &&
    !imports.some(({ target }) => target === 'pg')
  );
}

const CLOCK = /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\bhrtime\b/;

/** One reader of the clock: everything else is told the moment. */
export const oneClock: Rule = (sources) =>
  sources
    .filter(
      ({ path }) =>
        /^(contract|server|cli)\//.test(path) && path !== 'server/platform/clock.ts' && !isTest(path),
    )
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) => (CLOCK.test(line) ? [`${path}:${index + 1} reads the clock`] : [])),
    );

const LINES_MAX = 300;

/** A long file says at its top why it is one. */
export const lengths: Rule = (sources) =>
  sources
    .filter(({ text }) => text.trimEnd().split('\n').length > LINES_MAX && !saysWhyLong(text))
    .map(
      ({ path, text }) =>
        `${path} has ${text.trimEnd().split('\n').length} lines and does not say why at its top`,
    );

function saysWhyLong(text: string): boolean {
  const opening = /^(?:#![^\n]*\n)?\s*(\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/.exec(text)?.[1] ?? '';
  return /\b(long|longer|lines|one file|one place|one table|together)\b/i.test(opening);
}

const EMPTY_NAMES = /(^|[/.-])(utils?|helpers?|common|managers?|misc)([/.-]|$)/i;

/** A name says what is inside. */
export const names: Rule = (sources) =>
  sources.filter(({ path }) => EMPTY_NAMES.test(path)).map(({ path }) => `${path}: the name says nothing`);

/** No circle of imports that run; each is told once, as the way round. */
export const cycles: Rule = (sources) => {
  const graph = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.filter(({ own, typeOnly }) => own && !typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (path: string, way: string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) {
      found.push([...way.slice(at), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
};

export const RULES = { directions, pathIsData, insightOnlyReads, oneClock, lengths, names, cycles };
