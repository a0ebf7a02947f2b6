// Are places read from texts the right ones? Two measures on real appeals (`npx tsx test/quality/place-by-text.ts`):
// 1. texts of Saint Petersburg against the registry of Novosibirsk region: every place found there is a false one;
// 2. texts of Kursk against a registry made of boundary names and towns alone, a region the code has never seen: the
//    place found against the municipality whose administration answered, where one did.
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { readBoundaries } from '../../server/registry/boundaries/import-boundaries.ts';
import { buildPointIndex } from '../../server/registry/boundaries/point-index.ts';
import { type RegionMunicipality, readRegionFile } from '../../server/registry/region-file.ts';
import { buildPlaceIndex } from '../../server/triage/place/place-index.ts';

const shared = (name: string) => new URL(`../../../shared/data/${name}`, import.meta.url).pathname;

if (!existsSync(shared('spb')) || !existsSync(shared('kursk')))
  console.log(`skipped: ${shared('')} is absent`);
else {
  await countFalsePlaces();
  await compareWithExecutors();
}

async function countFalsePlaces() {
  const region = readRegionFile(new URL('../../server/registry/regions/54.json', import.meta.url).pathname);
  const index = buildPlaceIndex(region.municipalities, new Map());
  const texts: string[] = [];
  const lines = createInterface({
    input: createReadStream(shared('spb/appeals-train.jsonl.gz')).pipe(createGunzip()),
  });
  for await (const line of lines) texts.push((JSON.parse(line) as { text: string }).text);
  const start = process.hrtime.bigint();
  const found = texts.filter((text) => index.byText(text) !== null).length;
  const micros = Number(process.hrtime.bigint() - start) / 1000;
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  console.log(
    `Saint Petersburg read with Novosibirsk region: ${found} false places in ${texts.length} texts; ` +
      `${((micros / characters) * 230).toFixed(1)} µs per 230 characters`,
  );
}

async function compareWithExecutors() {
  const municipalities = await readKursk();
  const index = buildPlaceIndex(municipalities, new Map());
  const count = { texts: 0, placed: 0, labelled: 0, agree: 0 };
  for await (const line of createInterface({
    input: createReadStream(shared('kursk/appeals-train.jsonl')),
  })) {
    const row = JSON.parse(line) as { text: string; executor: string | null };
    const found = index.byText(row.text);
    const executor = index.byText(row.executor ?? '');
    count.texts++;
    if (found) count.placed++;
    if (!found || !executor) continue;
    count.labelled++;
    if (found.code === executor.code) count.agree++;
  }
  console.log(
    `Kursk: ${count.placed} of ${count.texts} texts name a place; where a municipality answered, ` +
      `${count.agree} of ${count.labelled} agree (${((100 * count.agree) / count.labelled).toFixed(1)} %)`,
  );
}

async function readKursk(): Promise<RegionMunicipality[]> {
  const { created, boundaries } = readBoundaries(shared('geo/kursk.geojson'), {
    nameProperty: 'district',
    municipalities: [],
  });
  const points = buildPointIndex(boundaries.map((it) => [it.code, it.boundary]));
  const byCode = new Map(created.map((it) => [it.code, it]));
  for (const it of created) if (it.kind !== 'district') it.kind = 'city';
  const rows = createReadStream(shared('geo/cities.csv')).pipe(parse({ columns: true }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const [lat, lon] = [Number(row.geo_lat), Number(row.geo_lon)];
    const municipality = byCode.get(points.find(lat, lon) ?? '');
    if (municipality?.kind === 'district')
      municipality.settlements.push({ name: row.city!, kind: 'город', lat, lon });
  }
  return created;
}
