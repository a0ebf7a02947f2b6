import { Command } from 'commander';
import type { BenchOptions } from './bench-options.ts';
import { benchBoard, benchExecutors } from './board.ts';
import { benchClassify } from './classify.ts';
import { benchDeadlines } from './deadlines.ts';
import { benchExport } from './export.ts';
import { benchFlood } from './flood.ts';
import { benchHeatMap } from './heat-map.ts';
import { benchIntake } from './intake.ts';
import { benchIntakeFull } from './intake-full.ts';
import { benchLive } from './live.ts';
import { benchMapPage } from './map-page.ts';
import { benchMonitoring } from './monitoring.ts';
import { printResult, type Result, reaches } from './report.ts';
import { benchSpikes } from './spikes.ts';

/** A benchmark returns its figures, or prints them itself. */
type Bench = (options: BenchOptions) => Promise<Result | undefined>;

const benches: Record<string, Bench> = {
  intake: benchIntake,
  'intake-full': benchIntakeFull,
  'heat-map': benchHeatMap,
  'map-page': benchMapPage,
  board: benchBoard,
  executors: benchExecutors,
  live: benchLive,
  monitoring: benchMonitoring,
  flood: benchFlood,
  export: benchExport,
  classify: async () => void (await benchClassify()),
  deadlines: async () => void (await benchDeadlines()),
  spikes: benchSpikes,
};

const program = new Command('bench')
  .description('measure what the product promises; figures of one run stand side by side')
  .argument('[name...]', `which: ${Object.keys(benches).join(', ')}`)
  .option('--json', 'figures as JSON on standard output')
  .option('--keep <folder>', 'keep the filled store there and use it again')
  .option('--address <url>', 'running demo whose map page is measured')
  .option('--reuse', 'the heat map over the replica of that folder, without rebuilding it')
  .option('--rows <number>', 'appeals of the heat map, a million if not said')
  .parse();
const options = program.opts<BenchOptions & { json?: boolean }>();
const names =
  program.args.length > 0 ? program.args : Object.keys(benches).filter((name) => name !== 'map-page');
const unknown = names.filter((name) => !benches[name]);
if (unknown.length > 0)
  program.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`, {
    exitCode: 2,
  });

const results: Result[] = [];
for (const name of names) {
  if (!options.json) console.log(`\n… ${name}`);
  const result = await benches[name]!(options);
  if (!result) continue;
  results.push(result);
  if (!options.json) printResult(result);
}
if (options.json) console.log(JSON.stringify(results, null, 2));
process.exitCode = results.every(({ figures }) => figures.every(reaches)) ? 0 : 1;
