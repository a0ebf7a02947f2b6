import type { EndpointName } from '../../../contract/endpoints.ts';
import { accessHandlers } from './access.ts';
import { alertHandlers } from './alerts.ts';
import { approvalChainsHandlers } from './approval-chains.ts';
import { callHandlers } from './calls.ts';
import { caseActionHandlers } from './case-actions.ts';
import { caseFileHandlers } from './case-file.ts';
import { caseworkHandlers } from './casework.ts';
import { channelFiguresHandlers } from './channel-figures.ts';
import { channelsHandlers } from './channels.ts';
import { contractorHandlers } from './contractors.ts';
import { controlHandlers } from './control.ts';
import { crisisHandlers } from './crisis.ts';
import { exchangeHandlers } from './exchange.ts';
import type { AnyHandler } from './handler.ts';
import { identitiesHandlers } from './identities.ts';
import { insightHandlers } from './insight.ts';
import { intakeHandlers } from './intake.ts';
import { joinSpikeHandlers } from './join-spike.ts';
import { knownEventHandlers } from './known-events.ts';
import { letterHandlers } from './letters.ts';
import { liveHandlers } from './live.ts';
import { monitoringHandlers } from './monitoring.ts';
import { myWorkHandlers } from './my-work.ts';
import { normsHandlers } from './norms.ts';
import { open311Handlers } from './open311.ts';
import { passportHandlers } from './passports.ts';
import { peopleHandlers } from './people.ts';
import { pushHandlers } from './push.ts';
import { receptionHandlers } from './reception.ts';
import { registryHandlers } from './registry.ts';
import { serviceHandlers } from './service.ts';
import { tokenHandlers } from './tokens.ts';
import { transferHandlers } from './transfers.ts';
import { triageHandlers } from './triage.ts';

/** One handler for each endpoint of the contract; a missing or an extra one does not compile. */
export const handlers: { [N in EndpointName]: AnyHandler<N> } = {
  ...accessHandlers,
  ...registryHandlers,
  ...intakeHandlers,
  ...caseworkHandlers,
  ...caseActionHandlers,
  ...caseFileHandlers,
  ...approvalChainsHandlers,
  ...letterHandlers,
  ...triageHandlers,
  ...controlHandlers,
  ...insightHandlers,
  ...crisisHandlers,
  ...alertHandlers,
  ...knownEventHandlers,
  ...joinSpikeHandlers,
  ...passportHandlers,
  ...liveHandlers,
  ...channelsHandlers,
  ...contractorHandlers,
  ...channelFiguresHandlers,
  ...callHandlers,
  ...monitoringHandlers,
  ...open311Handlers,
  ...myWorkHandlers,
  ...normsHandlers,
  ...peopleHandlers,
  ...tokenHandlers,
  ...exchangeHandlers,
  ...receptionHandlers,
  ...identitiesHandlers,
  ...pushHandlers,
  ...transferHandlers,
  ...serviceHandlers,
};
