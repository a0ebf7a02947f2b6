/**
 * The wire contract: every shape that crosses HTTP, written once with zod; server, web and command line take their types here.
 * Invariant: nothing here imports the server or the web; what is not declared in `endpoints.ts` does not exist outside.
 * Entrance: `endpoints.ts`.
 */
export * from './access.ts';
export * from './appeals.ts';
export * from './case-file.ts';
export * from './casework.ts';
export * from './channel-figures.ts';
export * from './control.ts';
export * from './crisis.ts';
export * from './endpoints.ts';
export * from './events.ts';
export * from './exchange.ts';
export * from './filters.ts';
export * from './heat-map.ts';
export * from './identities.ts';
export * from './known-events.ts';
export * from './norms.ts';
export * from './passports.ts';
export * from './people.ts';
export * from './phone.ts';
export * from './problem.ts';
export * from './reception.ts';
export * from './registry.ts';
export * from './session.ts';
export * from './spikes.ts';
export * from './triage.ts';
export * from './vocabulary.ts';
