import type { z } from 'zod';
import { accessEndpoints } from './endpoints/access.ts';
import { alertEndpoints } from './endpoints/alerts.ts';
import { approvalChainsEndpoints } from './endpoints/approval-chains.ts';
import { callsEndpoints } from './endpoints/calls.ts';
import { caseActionsEndpoints } from './endpoints/case-actions.ts';
import { caseFileEndpoints } from './endpoints/case-file.ts';
import { caseworkEndpoints } from './endpoints/casework.ts';
import { channelsEndpoints } from './endpoints/channels.ts';
import { contractorsEndpoints } from './endpoints/contractors.ts';
import { controlEndpoints } from './endpoints/control.ts';
import { crisisEndpoints } from './endpoints/crisis.ts';
import { exchangeEndpoints } from './endpoints/exchange.ts';
import { identitiesEndpoints } from './endpoints/identities.ts';
import { insightEndpoints } from './endpoints/insight.ts';
import { intakeEndpoints } from './endpoints/intake.ts';
import { knownEventsEndpoints } from './endpoints/known-events.ts';
import { lettersEndpoints } from './endpoints/letters.ts';
import { monitoringEndpoints } from './endpoints/monitoring.ts';
import { myWorkEndpoints } from './endpoints/my-work.ts';
import { normsEndpoints } from './endpoints/norms.ts';
import { open311Endpoints } from './endpoints/open311.ts';
import { passportEndpoints } from './endpoints/passports.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { pushEndpoints } from './endpoints/push.ts';
import { receptionEndpoints } from './endpoints/reception.ts';
import { registryEndpoints } from './endpoints/registry.ts';
import { serviceEndpoints } from './endpoints/service.ts';
import { tokensEndpoints } from './endpoints/tokens.ts';
import { triageEndpoints } from './endpoints/triage.ts';

export type { Endpoint } from './endpoints/endpoint.ts';
export { permissionsOf } from './endpoints/endpoint.ts';

/** The whole outside of the server in one table. Handlers are looked up by name; a test checks that none is missing. */
export const endpoints = {
  ...accessEndpoints,
  ...registryEndpoints,
  ...intakeEndpoints,
  ...caseworkEndpoints,
  ...caseActionsEndpoints,
  ...caseFileEndpoints,
  ...lettersEndpoints,
  ...approvalChainsEndpoints,
  ...triageEndpoints,
  ...controlEndpoints,
  ...insightEndpoints,
  ...crisisEndpoints,
  ...alertEndpoints,
  ...knownEventsEndpoints,
  ...passportEndpoints,
  ...channelsEndpoints,
  ...contractorsEndpoints,
  ...callsEndpoints,
  ...monitoringEndpoints,
  ...open311Endpoints,
  ...myWorkEndpoints,
  ...normsEndpoints,
  ...peopleEndpoints,
  ...tokensEndpoints,
  ...exchangeEndpoints,
  ...receptionEndpoints,
  ...pushEndpoints,
  ...identitiesEndpoints,
  ...serviceEndpoints,
} as const;

export type EndpointName = keyof typeof endpoints;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<N extends EndpointName, K extends string> =
  (typeof endpoints)[N] extends Record<K, infer S> ? S : undefined;

/** What a client sends and gets. */
export type EndpointQuery<N extends EndpointName> = In<Part<N, 'query'>>;
export type EndpointBody<N extends EndpointName> = In<Part<N, 'body'>>;
export type EndpointParams<N extends EndpointName> = In<Part<N, 'params'>>;
export type EndpointOutput<N extends EndpointName> = Out<Part<N, 'output'>>;
/** What a handler receives after validation. */
export type ParsedQuery<N extends EndpointName> = Out<Part<N, 'query'>>;
export type ParsedBody<N extends EndpointName> = Out<Part<N, 'body'>>;
export type ParsedParams<N extends EndpointName> = Out<Part<N, 'params'>>;
