import { Command } from 'commander';
import { ensureRegion } from '../server/app/ensure-region.ts';
import { systemClock } from '../server/platform/clock.ts';
import { withStore } from './open-store.ts';

/** `otklik region load FILE`: a region starts, or changes, by its file. */
export function regionCommand(): Command {
  const load = new Command('load')
    .description('завести регион из файла или обновить его справочники')
    .argument('<файл>', 'например server/registry/regions/78.json')
    .option('--json', 'ответ в JSON')
    .action(async (path: string, options: { json?: boolean }) => {
      const code = await withStore(({ pool }) => ensureRegion(pool, systemClock, path));
      console.log(
        options.json
          ? JSON.stringify({ region: code })
          : `Регион ${code} заведён. Запустите сервер: npx otklik start`,
      );
    });
  return new Command('region').description('регионы').addCommand(load);
}
