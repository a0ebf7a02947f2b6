import { Command } from 'commander';
import { readHistoryExamples } from '../server/app/history-examples.ts';
import { installModel } from '../server/app/topic-model.ts';
import { systemClock } from '../server/platform/clock.ts';
import { loadRegion } from '../server/registry/store/index.ts';
import { backgroundFor } from '../server/triage/seed/seed-model.ts';
import { encodeModel, trainModel } from '../server/triage/text/index.ts';
import { withStore } from './open-store.ts';
import { progressBar } from './progress-bar.ts';

/** `otklik model train --region CODE`: the region's own history becomes its model, measured on what it had not seen. */
export function modelCommand(): Command {
  const train = new Command('train')
    .description('обучить модель тем на истории региона и поставить её в разбор')
    .requiredOption('--region <код>', 'код региона')
    .option('--dry-run', 'измерить, но не ставить')
    .option('--json', 'итог в JSON')
    .action(async (options: { region: string; dryRun?: boolean; json?: boolean }) => {
      const figures = await withStore(async ({ pool }) => {
        const registry = await loadRegion(pool, options.region);
        const examples = await readHistoryExamples(pool, registry.code);
        const bar = progressBar('Обучение', 100, options.json);
        const model = trainModel(examples, {
          labels: ['topic'],
          background: await backgroundFor(examples.length),
          onProgress: (share) => bar.update(Math.round(share * 100)),
        });
        bar.stop();
        const quality = model.labels[0]!.quality;
        if (!options.dryRun) {
          const content = await encodeModel(model);
          await installModel(pool, registry.code, {
            version: model.version,
            content,
            figures: quality,
            trainedAt: systemClock.now(),
          });
        }
        return { region: registry.code, version: model.version, examples: examples.length, quality };
      });
      if (options.json) return console.log(JSON.stringify(figures));
      const { quality } = figures;
      console.log(
        `Обращений с известной темой: ${figures.examples.toLocaleString('ru')}, модель ${figures.version}.`,
      );
      if (!quality) return console.log('Для проверки качества их мало: накопите хотя бы несколько сотен.');
      const percent = (share: number) =>
        `${(share * 100).toLocaleString('ru', { maximumFractionDigits: 1 })} %`;
      console.log(
        `На ${quality.rows.toLocaleString('ru')} новых для неё: верно ${percent(quality.accuracy)}, среди трёх ${percent(quality.top3)}, без человека ${percent(quality.automaticShare)} с точностью ${percent(quality.automaticPrecision)}.`,
      );
      console.log(
        options.dryRun
          ? 'Модель не поставлена (--dry-run).'
          : 'Модель поставлена; работающий сервер возьмёт её сам.',
      );
    });
  return new Command('model').description('модель тем региона').addCommand(train);
}
