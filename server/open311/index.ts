/**
 * Open311 GeoReport v2, the door for other people's applications: which services there are, filing a request, how it goes.
 * Invariant: nothing personal leaves by it, neither words nor names nor exact places; errors are the specification's own.
 * Entrance: the handlers of `/open311/v2/…` in server/app. Source: wiki.open311.org/GeoReport_v2.
 */

export { findRequests } from './find-requests.ts';
export type { Filing } from './read-filing.ts';
export { readFiling } from './read-filing.ts';
export { Open311Refusal } from './refusal.ts';
export { describeServer, describeService, listServices } from './services.ts';
export { type Format, splitSuffix, writeAnswer } from './write-answer.ts';
