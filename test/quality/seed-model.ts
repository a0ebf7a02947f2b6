import { generateDemoAppeals } from '../../server/demo/index.ts';
import { readRegionFile } from '../../server/registry/region-file.ts';
import { loadTaxonomy } from '../../server/registry/taxonomy.ts';
import { SEED_SURE_AT, seedModel } from '../../server/triage/seed/seed-model.ts';
import { decodeModel } from '../../server/triage/text/index.ts';

/**
 * How well the out-of-the-box model does on texts that were worded apart from its phrases. Both are invented: the figures say that
 * every sector works, not how real residents will fare (for that a region measures its own history).
 */
const region = readRegionFile(new URL('../../server/registry/regions/54.json', import.meta.url).pathname);
const taxonomy = loadTaxonomy();
const model = await decodeModel((await seedModel()).content);
const guesses: { p: number; right: boolean; sector: string }[] = [];
let inThree = 0;
let at = 0;
const period = { from: new Date('2025-06-01'), to: new Date('2025-12-01') };
for (const appeal of generateDemoAppeals({ seed: 7, region, taxonomy, ...period, perWeek: 5500 })) {
  if (at++ % 20 !== 0) continue;
  const found = model.predict(appeal.text).topic!;
  const right = found[0]!.label === appeal.topicCode;
  if (found.slice(0, 3).some(({ label }) => label === appeal.topicCode)) inThree += 1;
  guesses.push({ p: found[0]!.p, right, sector: taxonomy.byCode.get(appeal.topicCode)!.sector });
}

const share = (rows: typeof guesses) => rows.filter((guess) => guess.right).length / Math.max(1, rows.length);
let gap = 0;
for (let bin = 0; bin < 15; bin += 1) {
  const inside = guesses.filter(({ p }) => Math.min(14, Math.floor(p * 15)) === bin);
  gap += Math.abs(inside.reduce((sum, { p, right }) => sum + p - (right ? 1 : 0), 0));
}
console.log(`texts ${guesses.length}, topics ${model.labels[0]!.classes.length}`);
console.log(
  `accuracy ${share(guesses).toFixed(3)}, top-3 ${(inThree / guesses.length).toFixed(3)}, calibration error ${(gap / guesses.length).toFixed(3)}`,
);
for (const threshold of [0.7, 0.8, 0.85, 0.9, SEED_SURE_AT, 0.95, 0.97]) {
  const sure = guesses.filter(({ p }) => p >= threshold);
  console.log(
    `sure at ${threshold}: precision ${share(sure).toFixed(3)}, share ${(sure.length / guesses.length).toFixed(3)}`,
  );
}
for (const sector of new Set(guesses.map((guess) => guess.sector))) {
  const own = guesses.filter((guess) => guess.sector === sector);
  console.log(`${sector.padEnd(12)} ${share(own).toFixed(2)} of ${own.length}`);
}
