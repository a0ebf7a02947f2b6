/**
 * Where the stages are joined: the composition root. It knows every stage; no stage knows it.
 * Invariant: the table `contract/endpoints.ts` is the only list of doors; each has a permission and exactly one handler here.
 * Entrance: `startApp`.
 */

export type { App, AppSettings } from './start-app.ts';
export { startApp } from './start-app.ts';
