import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A source file as the rules see it. */
export interface Source {
  /** From the root of the checkout, with `/`. */
  path: string;
  text: string;
  imports: Import[];
}

export interface Import {
  /** Path from the root for our own files, the name as written for packages. */
  target: string;
  own: boolean;
  /** `import type`: erased before it runs, so it may close a circle. */
  typeOnly: boolean;
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const FOLDERS = ['bin', 'cli', 'contract', 'server', 'test', 'web'];

/** Every source of the product, code and styles; data (`*.json`, `*.sql`) are not sources. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|css)$/.test(entry.name))
      // Its planted violations are not ours.
      .filter((entry) => entry.name !== 'architecture.test.ts')
      .map((entry) => {
        const path = join(entry.parentPath ?? entry.path, entry.name)
          .slice(ROOT.length)
          .replaceAll('\\', '/');
        return sourceOf(path, readFileSync(join(ROOT, path), 'utf8'));
      }),
  );
}

const STATIC = /^[ \t]*(import|export)(\s+type)?\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** Reads import statements by their form: enough for sources that the compiler has already accepted. */
export function sourceOf(path: string, text: string): Source {
  const imports: Import[] = [];
  for (const [, , type, target] of text.matchAll(STATIC))
    imports.push(importOf(path, target!, type !== undefined));
  for (const [, target] of text.matchAll(DYNAMIC)) imports.push(importOf(path, target!, false));
  return { path, text, imports };
}

function importOf(path: string, target: string, typeOnly: boolean): Import {
  if (!target.startsWith('.')) return { target, own: false, typeOnly };
  return { target: posix.join(posix.dirname(path), target), own: true, typeOnly };
}

/** Tests stand beside the code and may reach for the tools of `test/`. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || /\.test\.tsx?$/.test(path);
}
