import { Command } from 'commander';
import { buildWebIfStale } from '../server/app/build-web.ts';
import { type App, startApp } from '../server/app/index.ts';
import { readSettings } from '../server/app/settings.ts';
import { demoLogins } from '../server/demo/demo-accounts.ts';
import { prepareDemo } from '../server/demo/prepare-demo.ts';
import { seedInBackground } from '../server/demo/seed-in-background.ts';
import { lockFolder } from '../server/platform/process-lock.ts';

/** `otklik start`: the server over the store as it is. */
export function startCommand(): Command {
  return new Command('start').description('запустить сервер').action(() => serve({ demo: false }));
}

/** `otklik demo`: the server; an empty store gets the demo region first. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('запустить сервер; пустую базу заполнить показательным регионом')
    .action(() => serve({ demo: true }));
}

async function serve({ demo }: { demo: boolean }): Promise<void> {
  const settings = readSettings(process.env);
  const unlock = lockFolder(settings.dataFolder);
  process.once('exit', unlock);
  let isDemo = false;
  let app: App;
  const say = (line: string) => console.log(line);
  // Tests start the server many times over sources that are being edited.
  if (process.env.OTKLIK_BUILD_WEB !== '0') await buildWebIfStale(settings.webFolder!, say);
  say(settings.databaseUrl ? 'Подключаюсь к базе данных…' : 'Запускаю встроенный PostgreSQL…');
  app = await startApp({
    ...settings,
    demoLogins: demo ? demoLogins() : [],
    prepare: demo
      ? async (database, clock) => {
          isDemo = await prepareDemo(database.pool, clock, say);
        }
      : undefined,
  });
  say(`\nОтклик работает: ${app.url}`);
  say(`Подать обращение: ${app.url}/report`);
  if (isDemo) {
    say('\nВход для сотрудников (показательный регион, люди вымышлены):');
    for (const { login, password, name, role } of demoLogins())
      say(`  ${login.padEnd(10)} ${password}   ${name}, ${role}`);
    app.context.demoLogins = demoLogins();
  }
  say('\nОстановить: Ctrl‑C');
  const seeding = isDemo ? seedInBackground(app, settings, say) : undefined;

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say('\nЗавершаю работу: принятое записано, новые запросы не принимаются…');
    seeding?.stop();
    await app.stop();
    unlock();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}
