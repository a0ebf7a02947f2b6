import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './architecture/sources.ts';
import { dumpSchema } from './generated/dump-schema.ts';
import { pathPage } from './generated/path-page.ts';
import { permissionsPage } from './generated/permissions-page.ts';
import { withDatabase } from './support/with-database.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Pages at the root and everything under docs/. */
const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Links of a page to files of the checkout that are not there. */
function deadLinks(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map(([, target]) =>
    target!.replace(/#.*$/, ''),
  );
  return links.filter(
    (target) =>
      target !== '' &&
      !/^[a-z][a-z0-9+.-]*:/i.test(target) &&
      !existsSync(join(ROOT, dirname(page), decodeURI(target))),
  );
}

describe('documentation', () => {
  test('pages are found', () => {
    expect(pages).toContain('README.md');
    expect(pages).toContain('docs/permissions.md');
  });

  test.each(pages)('every link of %s leads to a file', (page) => {
    expect(deadLinks(page, read(page))).toEqual([]);
  });

  test('a dead link would be found', () => {
    const text =
      '[a](README.md) [b](gone.md#part) [c](https://example.org/x) [d](#here) ![e](docs/gone.png "title")';
    expect(deadLinks('CHANGELOG.md', text)).toEqual(['gone.md', 'docs/gone.png']);
  });

  test('the table «To change X, open Y» has rows, each with a link', () => {
    const [, after = ''] = read('ARCHITECTURE.md').split(/^## To change X, open Y$/m);
    const rows = after
      .split(/^## /m)[0]!
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2);
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter((row) => !/\]\([^)]+\)/.test(row))).toEqual([]);
  });
});

describe('generated files are current («npm run schema» writes them)', () => {
  const database = withDatabase();

  test('docs/permissions.md', () => {
    expect(read('docs/permissions.md')).toBe(permissionsPage());
  });

  test('docs/path-of-a-case.md', () => {
    expect(read('docs/path-of-a-case.md')).toBe(pathPage());
  });

  test('server/schema/schema.sql', async () => {
    expect(read('server/schema/schema.sql')).toBe(await dumpSchema(database.pool));
  });
});
