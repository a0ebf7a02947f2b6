import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const WEB = join(import.meta.dirname, '..');
const PLURAL = /_(one|few|many|other)$/;
type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : leaves(value, `${path}${key}.`),
  );
}

const areas = readdirSync(join(import.meta.dirname, 'ru')).map((file) => file.replace('.json', ''));
const read = (language: string, area: string): Tree =>
  JSON.parse(readFileSync(join(import.meta.dirname, language, `${area}.json`), 'utf8'));
const keysOf = (language: string, area: string) =>
  new Set(leaves(read(language, area)).map((key) => key.replace(PLURAL, '')));

describe('catalogues', () => {
  it.each(areas)('%s says in English what it says in Russian', (area) => {
    expect([...keysOf('en', area)].sort()).toEqual([...keysOf('ru', area)].sort());
  });

  it.each(areas)('%s has all four Russian plurals where it has one', (area) => {
    const keys = leaves(read('ru', area));
    const counted = new Set(keys.filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')));
    for (const key of counted) {
      for (const form of ['one', 'few', 'many', 'other']) expect(keys).toContain(`${key}_${form}`);
    }
  });

  it('know every key that the pages name literally', () => {
    const known = new Map(areas.map((area) => [area, keysOf('ru', area)]));
    const missing: string[] = [];
    let checked = 0;
    for (const file of readdirSync(WEB, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\./.test(file)) continue;
      const source = readFileSync(join(WEB, file), 'utf8');
      const folder = file.split(sep)[0]!;
      // Without a catalogue of its own choice a file speaks with that of its folder.
      const chosen = /useTranslation\(\[?'(\w+)'/.exec(source)?.[1];
      const usual = chosen ?? (known.has(folder) ? folder : 'shell');
      for (const [, key] of source.matchAll(/\bt\(\s*'([\w:.-]+)'/g)) {
        const [area, name] = key!.includes(':') ? key!.split(':') : [usual, key!];
        checked++;
        if (!known.get(area!)?.has(name!)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
    expect(checked).toBeGreaterThan(100);
  });
});
