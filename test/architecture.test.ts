import { describe, expect, test } from 'vitest';
import {
  cycles,
  directions,
  insightOnlyReads,
  lengths,
  names,
  oneClock,
  pathIsData,
  RULES,
} from './architecture/rules.ts';
import { readSources, sourceOf } from './architecture/sources.ts';

const SOURCES_MIN = 100;

describe('the sources', () => {
  const sources = readSources();

  test('are found', () => {
    expect(sources.length).toBeGreaterThan(SOURCES_MIN);
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(SOURCES_MIN);
  });

  test.each(Object.entries(RULES))('keep the rule «%s»', (_name, rule) => {
    expect(rule(sources)).toEqual([]);
  });

  test('every own import points to a file that is there', () => {
    const paths = new Set(sources.map(({ path }) => path));
    const lost = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ own, target }) => own && /\.(tsx?|mjs|css)$/.test(target) && !paths.has(target))
        .map(({ target }) => `${path} → ${target}`),
    );
    // `.d.ts` shapes of packages are imported by the package's name, so nothing is excused here.
    expect(lost).toEqual([]);
  });
});

/** Each rule must be able to fail: a planted example for each thing it forbids, and a neighbour that it must let through. */
describe('a planted violation is found', () => {
  test.each([
    ['contract/a.ts', `import { x } from '../server/app/index.ts';`],
    ['contract/a.ts', `import fastify from 'fastify';`],
    ['server/platform/a.ts', `import type { Kind } from '../../contract/vocabulary.ts';`],
    ['server/platform/a.ts', `import { x } from '../registry/taxonomy.ts';`],
    ['server/intake/a.ts', `import { x } from '../triage/index.ts';`],
    ['server/insight/heat/a.ts', `export { x } from '../../casework/index.ts';`],
    ['server/control/a.ts', `const x = await import('../outreach/index.ts');`],
    ['server/triage/a.ts', `import { x } from '../app/index.ts';`],
    ['server/registry/a.ts', `import { x } from '../intake/index.ts';`],
    ['server/app/a.ts', `import { x } from '../../cli/main.ts';`],
    ['server/app/a.ts', `import { x } from '../../test/support/client.ts';`],
    ['web/a.tsx', `import {\n  x,\n} from '../server/access/index.ts';`],
    ['web/a.tsx', `import '../cli/main.ts';`],
    ['cli/a.ts', `import { x } from '../web/router.tsx';`],
  ])('directions: %s, %s', (path, text) => {
    expect(directions([sourceOf(path, text)])).toHaveLength(1);
  });

  test.each([
    ['contract/a.ts', `import { z } from 'zod';\nimport { b } from './b.ts';`],
    ['server/intake/a.ts', `import { x } from '../registry/taxonomy.ts';\nimport type pg from 'pg';`],
    ['server/app/a.ts', `import { x } from '../intake/index.ts';`],
    ['server/intake/a.test.ts', `import { withDatabase } from '../../test/support/with-database.ts';`],
    ['web/a.tsx', `import { x } from '../contract/index.ts';`],
  ])('directions let pass: %s', (path, text) => {
    expect(directions([sourceOf(path, text)])).toEqual([]);
  });

  test('behaviour in server/path', () => {
    expect(pathIsData([sourceOf('server/path/a.ts', 'export function run(): void {}')])).toHaveLength(1);
    expect(pathIsData([sourceOf('server/path/a.ts', 'export interface A { b: string }')])).toEqual([]);
  });

  test.each(['insert  into appeal', 'UPDATE appeal SET x = 1', 'delete from event'])('insight: %s', (sql) => {
    const writing = `import type pg from 'pg';\nclient.query(\`${sql}\`);`;
    expect(insightOnlyReads([sourceOf('server/insight/a.ts', writing)])).toHaveLength(1);
    expect(
      insightOnlyReads([sourceOf('server/insight/a.ts', `import '@duckdb/node-api';\n${writing}`)]),
    ).toHaveLength(1);
    expect(
      insightOnlyReads([sourceOf('server/insight/a.ts', `import '@duckdb/node-api';\nrun('${sql}')`)]),
    ).toEqual([]);
  });

  test.each(['Date.now()', 'new Date()', 'new Date( )', 'performance.now()', 'process.hrtime.bigint()'])(
    'clock: %s',
    (expression) => {
      expect(oneClock([sourceOf('server/intake/a.ts', `const a = 1;\nconst now = ${expression};`)])).toEqual([
        'server/intake/a.ts:2 reads the clock',
      ]);
      expect(
        oneClock([sourceOf('server/platform/clock.ts', expression), sourceOf('web/a.ts', expression)]),
      ).toEqual([]);
    },
  );

  test('a long file without a reason', () => {
    const long = 'const a = 1;\n'.repeat(301);
    expect(lengths([sourceOf('server/a.ts', long)])).toHaveLength(1);
    expect(
      lengths([sourceOf('server/a.ts', `/** All in one table, so that nothing is missed. */\n${long}`)]),
    ).toEqual([]);
    expect(lengths([sourceOf('server/a.ts', 'const a = 1;\n'.repeat(300))])).toEqual([]);
  });

  test.each([
    'server/utils/a.ts',
    'web/date-helpers.ts',
    'cli/common.ts',
    'server/session-manager.ts',
    'web/util.tsx',
  ])('name: %s', (path) => {
    expect(names([sourceOf(path, '')])).toHaveLength(1);
  });

  test('names that merely contain such a word pass', () => {
    expect(names([sourceOf('server/commonwealth.ts', ''), sourceOf('web/utility-bills.ts', '')])).toEqual([]);
  });

  test('a circle of imports, told as the way round', () => {
    const circle = [
      sourceOf('server/a.ts', `import { b } from './b.ts';`),
      sourceOf('server/b.ts', `import { c } from './c.ts';`),
      sourceOf('server/c.ts', `import { a } from './a.ts';`),
    ];
    expect(cycles(circle)).toEqual(['server/a.ts → server/b.ts → server/c.ts → server/a.ts']);
    expect(
      cycles(circle.map((source) => sourceOf(source.path, source.text.replace('import', 'import type')))),
    ).toEqual([]);
  });
});
