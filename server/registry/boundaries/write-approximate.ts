// Draws the sketch of boundaries beside a region file: `npx tsx server/registry/boundaries/write-approximate.ts 54`
import { writeFileSync } from 'node:fs';
import { readRegionFile } from '../region-file.ts';
import { approximateBoundaries } from './approximate-boundaries.ts';

const code = process.argv[2];
if (!code) throw new Error('usage: write-approximate.ts <region code>');
const region = readRegionFile(new URL(`../regions/${code}.json`, import.meta.url).pathname);
const features = approximateBoundaries(region.municipalities).map(({ geometry, ...properties }) => ({
  type: 'Feature',
  properties,
  geometry,
}));
const collection = {
  type: 'FeatureCollection',
  attribution: 'Схема по координатам населённых пунктов, не является картой границ',
  features,
};
// One position a line: readable differences, and the form that the repository's formatter keeps.
const json = JSON.stringify(collection, null, 2).replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, '[$1, $2]');
const path = new URL(`../regions/${code}.boundaries.json`, import.meta.url).pathname;
writeFileSync(path, `${json}\n`);
console.log(`${path}: ${features.length} municipalities, ${Math.round(json.length / 1024)} kB`);
