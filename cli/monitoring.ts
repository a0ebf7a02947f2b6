import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { loadKnowledge } from '../server/app/load-knowledge.ts';
import { judgesOf } from '../server/app/open-region-monitoring.ts';
import { createPostTaker, ExportUnreadable, listSources, readExport } from '../server/monitoring/index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { loadRegion } from '../server/registry/store/index.ts';
import {
  complaintFingerprint,
  learnComplaints,
  loadComplaintModel,
  writeWeights,
} from '../server/triage/complaint/index.ts';
import { withStore } from './open-store.ts';
import { progressBar } from './progress-bar.ts';

interface ReadOptions {
  region: string;
  source: string;
  json?: boolean;
}

/** `otklik monitoring`: what of open sources is done without the page. */
export function monitoringCommand(): Command {
  const command = new Command('monitoring').description(
    'открытые источники: выгрузки каналов, модель «жалоба или нет»',
  );
  command
    .command('read <файл>')
    .description('прочитать выгрузку канала Telegram (result.json); известные записи второй раз не добавятся')
    .requiredOption('--region <код>', 'регион')
    .requiredOption('--source <адрес>', 'адрес источника из списка «Источники», например https://t.me/gorod')
    .option('--json', 'итог в JSON')
    .action(readFile);
  command
    .command('train')
    .description('заново обучить модель «жалоба или нет» на фразах продукта (секунд двадцать)')
    .action(() => {
      const learned = learnComplaints();
      writeWeights(complaintFingerprint(), learned);
      console.log(
        `Записано признаков: ${learned.hashes.length}. Проверка: npx tsx test/quality/complaints.ts`,
      );
    });
  return command;
}

async function readFile(path: string, { region, source, json }: ReadOptions): Promise<void> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new TableError(`Файла «${path}» нет или он недоступен. Проверьте путь.`);
  await withStore(async ({ pool }) => {
    const found = (await listSources(pool, region)).find((each) => each.address === source);
    if (!found)
      throw new TableError(
        `Источника «${source}» в регионе ${region} нет. Заведите его на странице «Источники».`,
      );
    const knowledge = await loadKnowledge(pool, await loadRegion(pool, region), console);
    const judges = judgesOf(await loadComplaintModel(), knowledge);
    const context = { pool, regionId: region, clock: systemClock, judges: async () => judges };
    const bar = progressBar('Чтение', info.size, json);
    const stream = createReadStream(path, { highWaterMark: 1 << 20 });
    stream.on('data', () => bar.update(stream.bytesRead));
    try {
      const taken = await readExport(context, createPostTaker(context), found.id, stream);
      bar.stop();
      console.log(
        json
          ? JSON.stringify(taken)
          : `Записей ${taken?.posts}, новых кандидатов ${taken?.candidates}, повторов ${taken?.copies}.`,
      );
    } catch (error) {
      throw error instanceof ExportUnreadable ? new TableError(error.message) : error;
    } finally {
      bar.stop();
    }
  });
}
