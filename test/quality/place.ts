// Do imported boundaries put real appeals where their own records put them? Saint Petersburg: point-in-polygon against
// the municipality named in each row, after the alias file. `npx tsx test/quality/place.ts`; exit code 1 below 98 %.
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { readAliases, readBoundaries } from '../../server/registry/boundaries/import-boundaries.ts';
import { buildNameIndex } from '../../server/registry/boundaries/match-names.ts';
import { buildPointIndex } from '../../server/registry/boundaries/point-index.ts';

const GOAL = 0.98;
const shared = (name: string) => new URL(`../../../shared/data/${name}`, import.meta.url).pathname;
const BOUNDARIES = shared('geo/saint-petersburg.geojson');
const APPEALS = shared('spb/appeals-train.jsonl.gz');
const ALIASES = new URL('../../docs/examples/spb-aliases.json', import.meta.url).pathname;

if (!existsSync(BOUNDARIES) || !existsSync(APPEALS)) console.log(`skipped: ${shared('')} is absent`);
else {
  const imported = readBoundaries(BOUNDARIES, {
    nameProperty: 'district',
    municipalities: [],
    aliases: readAliases(ALIASES),
  });
  const byName = buildNameIndex(imported.created);
  const exact = buildPointIndex(imported.boundaries.map((it) => [it.code, it.boundary]));
  const screen = buildPointIndex(imported.boundaries.map((it) => [it.code, it.screenBoundary]));
  const bytes = JSON.stringify(imported.boundaries.map((it) => it.screenBoundary)).length;

  const count = { rows: 0, unnamed: 0, agree: 0, agreeOnScreen: 0, outside: 0 };
  const points: [number, number][] = [];
  for await (const line of createInterface({ input: createReadStream(APPEALS).pipe(createGunzip()) })) {
    const row = JSON.parse(line) as { lat: number; lon: number; municipality: string };
    const named = byName(row.municipality);
    const found = exact.find(row.lat, row.lon);
    count.rows++;
    if (named === null) count.unnamed++;
    if (found === null) count.outside++;
    if (named !== null && found === named) count.agree++;
    if (named !== null && screen.find(row.lat, row.lon) === named) count.agreeOnScreen++;
    points.push([row.lat, row.lon]);
  }
  const start = process.hrtime.bigint();
  for (const [lat, lon] of points) exact.find(lat, lon);
  const perPoint = Number(process.hrtime.bigint() - start) / 1000 / points.length;

  const share = count.agree / count.rows;
  console.log(
    `municipalities ${imported.created.length}, rows ${count.rows}, names unknown ${count.unnamed}`,
  );
  console.log(
    `point-in-polygon agrees ${(100 * share).toFixed(2)} % (goal ${100 * GOAL} %), outside ${count.outside}`,
  );
  console.log(
    `screen copy ${Math.round(bytes / 1000)} kB agrees ${((100 * count.agreeOnScreen) / count.rows).toFixed(2)} %`,
  );
  console.log(`${perPoint.toFixed(2)} µs a point`);
  if (share < GOAL) process.exitCode = 1;
}
