import { resolve } from 'node:path';
import type { AppSettings } from './start-app.ts';

/** The checkout this code runs from. */
export const PROJECT_FOLDER = new URL('../../', import.meta.url).pathname;

/**
 * Settings from the environment; every one has a default that works.
 *
 * @throws Error in Russian naming the variable that cannot be used
 */
export function readSettings(env: NodeJS.ProcessEnv): Omit<AppSettings, 'prepare' | 'demoLogins'> {
  return {
    databaseUrl: env.DATABASE_URL || undefined,
    dataFolder: resolve(env.OTKLIK_DATA || 'data'),
    port: number(env, 'PORT', 8080),
    host: env.HOST || '127.0.0.1',
    logLevel: env.LOG_LEVEL || 'warn',
    trustProxy: env.OTKLIK_TRUST_PROXY === '1',
    secureCookies: env.OTKLIK_SECURE_COOKIES === '1',
    limits: {
      fileAppeal: number(env, 'OTKLIK_FILINGS_PER_MINUTE', 60),
      uploadPhoto: number(env, 'OTKLIK_PHOTOS_PER_MINUTE', 60),
      signIn: number(env, 'OTKLIK_SIGN_INS_PER_MINUTE', 30),
      actAsResident: number(env, 'OTKLIK_RESIDENT_ACTIONS_PER_MINUTE', 30),
    },
    webFolder: resolve(PROJECT_FOLDER, 'dist/web'),
    scanner: address(env, 'OTKLIK_CLAMD'),
  };
}

/** «host» or «host:port»; undefined where nothing is set. */
function address(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  const [host, port = '0', ...more] = text.split(':');
  if (host && more.length === 0 && /^\d{1,5}$/.test(port) && Number(port) <= 65_535) return text;
  throw new Error(`${name}=${text}: нужен адрес «узел:порт», например ${name}=127.0.0.1:3310.`);
}

function number(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`${name}=${text}: нужно целое число, например ${name}=${otherwise}.`);
}
