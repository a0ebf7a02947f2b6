import type pg from 'pg';
import type { Channels } from '../channels/index.ts';
import type { Monitoring } from '../monitoring/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import type { RegionRuntime } from './region-runtime.ts';

/** What every handler may use. */
export interface AppContext {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  /** @throws HttpProblem 404 for a region that this installation does not serve */
  region(code: string): RegionRuntime;
  regions(): RegionRuntime[];
  /** @throws HttpProblem 404 for a region that this installation does not serve */
  channels(region: string): Channels;
  /** @throws HttpProblem 404 for a region that this installation does not serve */
  monitoring(region: string): Monitoring;
  /**
   * The region that a public question means: the one it names, else the first.
   *
   * @throws HttpProblem 404 for an unknown one, 503 while there is none
   */
  publicRegion(code?: string): RegionRuntime;
  /** Shown on the sign-in page of a demo; empty in a real installation. */
  demoLogins: readonly { login: string; password: string; name: string; role: string }[];
  /** Cookies travel over HTTPS only. */
  secureCookies: boolean;
  /** «host:port» of the virus scanner, where the installation has one. */
  scanner: string | undefined;
  stopping(): boolean;
}
