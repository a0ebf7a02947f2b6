import { Command } from 'commander';
import { transaction } from '../server/platform/database/index.ts';
import { readAliases, readBoundaries } from '../server/registry/boundaries/import-boundaries.ts';
import { extendRegistry, loadRegion, saveBoundaries } from '../server/registry/store/index.ts';
import { withStore } from './open-store.ts';

interface Options {
  nameProperty: string;
  aliases?: string;
  region: string;
  source: string;
  json?: boolean;
}

/** `otklik geo import FILE.geojson`: boundaries of a region's municipalities; unknown names become municipalities. */
export function geoCommand(): Command {
  const load = new Command('import')
    .description('границы муниципалитетов из GeoJSON')
    .argument('<файл>', 'GeoJSON с полигонами')
    .requiredOption('--name-property <поле>', 'в каком свойстве название')
    .requiredOption('--region <код>', 'код региона')
    .option('--aliases <файл>', 'JSON «название в данных» → «название в границах»')
    .option('--source <строка>', 'подпись на карте', '© участники OpenStreetMap, ODbL')
    .option('--json', 'ответ в JSON')
    .action(async (path: string, options: Options) => {
      const done = await withStore(async ({ pool }) => {
        const registry = await loadRegion(pool, options.region);
        const read = readBoundaries(path, {
          nameProperty: options.nameProperty,
          municipalities: registry.file.municipalities,
          aliases: options.aliases ? readAliases(options.aliases) : undefined,
        });
        await transaction(pool, async (client) => {
          await extendRegistry(client, options.region, {
            municipalities: [...read.created, ...read.updated],
          });
          await saveBoundaries(client, options.region, read.boundaries, options.source);
        });
        return read;
      });
      const answer = {
        boundaries: done.boundaries.length,
        created: done.created.length,
        missing: done.missing,
        unusedAliases: done.unusedAliases,
      };
      if (options.json) return console.log(JSON.stringify(answer));
      console.log(`Границ принято: ${answer.boundaries}, новых муниципалитетов: ${answer.created}.`);
      if (answer.missing.length > 0) console.log(`Без границ остались: ${answer.missing.join(', ')}.`);
      if (answer.unusedAliases.length > 0)
        console.log(`Соответствия ни к чему не подошли: ${answer.unusedAliases.join(', ')}.`);
    });
  return new Command('geo').description('границы').addCommand(load);
}
