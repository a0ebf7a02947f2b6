import type { FastifyInstance } from 'fastify';
import { type Channels, createJobRunner } from '../channels/index.ts';
import type { Monitoring } from '../monitoring/index.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type Database, migrate, openDatabase } from '../platform/database/index.ts';
import { createEventSignal } from '../platform/event-log/index.ts';
import { buildServer } from '../platform/http/build-server.ts';
import { HttpProblem } from '../platform/http/problem.ts';
import { regionCodes } from '../registry/store/index.ts';
import type { AppContext } from './app-context.ts';
import { bindEndpoints, type PublicLimits } from './bind-endpoints.ts';
import { type ChannelSettings, openRegionChannels } from './open-region-channels.ts';
import { openRegionMonitoring } from './open-region-monitoring.ts';
import { bindPlainPages } from './plain-pages.ts';
import { openRegion, type RegionRuntime } from './region-runtime.ts';
import { serveWeb } from './serve-web.ts';
import { bindWebManifest } from './web-manifest.ts';

export interface AppSettings {
  databaseUrl: string | undefined;
  dataFolder: string;
  port: number;
  host: string;
  logLevel: string;
  trustProxy: boolean;
  secureCookies: boolean;
  limits: PublicLimits;
  /** Folder of the built web app, or null to serve the API alone. */
  webFolder: string | null;
  /** «host:port» of the ClamAV daemon that sees every file of a case; without one files are kept as not scanned. */
  scanner?: string;
  demoLogins: AppContext['demoLogins'];
  channels?: Partial<ChannelSettings>;
  /** Runs after migration and before regions open: seeding. */
  prepare?(database: Database, clock: Clock): Promise<void>;
  clock?: Clock;
}

export interface App {
  server: FastifyInstance;
  context: AppContext;
  database: Database;
  /** Address for people, with the port really taken. */
  url: string;
  stop(): Promise<void>;
}

export const MIGRATIONS = new URL('../schema/migrations/', import.meta.url).pathname;

/**
 * Opens the store, migrates, opens every region and listens.
 *
 * @throws Error in Russian naming the remedy (no database, port taken)
 */
export async function startApp(settings: AppSettings): Promise<App> {
  const clock = settings.clock ?? systemClock;
  const server = await buildServer(settings);
  const database = await openDatabase({ ...settings, own: true });
  let stopping = false;
  const regions = new Map<string, RegionRuntime>();
  const channels = new Map<string, Channels>();
  const monitoring = new Map<string, Monitoring>();
  const log = {
    info: (message: string) => server.log.info(message),
    error: (message: string) => server.log.error(message),
  };
  try {
    await migrate(database.pool, MIGRATIONS);
    await settings.prepare?.(database, clock);
    const signal = await createEventSignal(database, { listen: true });
    const { pool } = database;
    const runner = createJobRunner(
      pool,
      async ({ regionId, outgoingId }) => channels.get(regionId)?.send(outgoingId),
      log,
    );
    const channelSettings = { env: process.env, retryMs: 5000, ...settings.channels };
    for (const code of await regionCodes(pool)) {
      const region = await openRegion(code, { pool, clock, signal, dataFolder: settings.dataFolder, log });
      regions.set(code, region);
      const options = { pool, clock, signal, log, runner, settings: channelSettings };
      const opened = await openRegionChannels(region, options);
      channels.set(code, opened);
      const { env } = channelSettings;
      monitoring.set(code, openRegionMonitoring(region, opened, { pool, clock, signal, log, env }));
    }
    const context: AppContext = {
      pool,
      clock,
      signal,
      region(code) {
        const region = regions.get(code);
        if (!region)
          throw new HttpProblem(404, 'Нет такого региона', 'Проверьте код региона в адресе или запросе.');
        return region;
      },
      regions: () => [...regions.values()],
      channels(code) {
        const found = channels.get(code);
        if (!found) throw new HttpProblem(404, 'Нет такого региона', 'Проверьте код региона в адресе.');
        return found;
      },
      monitoring(code) {
        const found = monitoring.get(code);
        if (!found) throw new HttpProblem(404, 'Нет такого региона', 'Проверьте код региона в адресе.');
        return found;
      },
      publicRegion(code) {
        if (code) return context.region(code);
        const [first] = regions.values();
        if (!first)
          throw new HttpProblem(
            503,
            'Регион ещё не заведён',
            'Заведите его: npx otklik region load ФАЙЛ.json.',
          );
        return first;
      },
      demoLogins: settings.demoLogins,
      secureCookies: settings.secureCookies,
      scanner: settings.scanner,
      stopping: () => stopping,
    };
    bindEndpoints(server, context, settings.limits);
    bindPlainPages(server, context, settings.limits.fileAppeal);
    bindWebManifest(server, context);
    await serveWeb(server, settings.webFolder);
    const url = await listen(server, settings);
    return {
      server,
      context,
      database,
      url,
      async stop() {
        stopping = true;
        await server.close();
        for (const each of monitoring.values()) await each.close();
        for (const each of channels.values()) await each.close();
        await runner.stop();
        for (const region of regions.values()) {
          await region.intake.drain();
          await region.close();
        }
        await signal.close();
        await database.close();
      },
    };
  } catch (error) {
    for (const each of monitoring.values()) await each.close().catch(() => {});
    for (const each of channels.values()) await each.close().catch(() => {});
    for (const region of regions.values()) await region.close().catch(() => {});
    await database.close().catch(() => {});
    throw error;
  }
}

async function listen(server: FastifyInstance, { port, host }: AppSettings): Promise<string> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new Error(
        `Порт ${port} занят. Остановите то, что на нём работает, или задайте другой: PORT=8081.`,
      );
    }
    throw error;
  }
  const address = server.server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return `http://localhost:${taken}`;
}
