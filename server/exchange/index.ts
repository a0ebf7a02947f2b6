/**
 * What leaves the region as files and comes back: exports in the shapes of other systems, a case handed to another region,
 * campaigns.
 * Invariant: an export is the list it was asked for, read in one snapshot, whole or an error; whose cases it may hold is decided by
 * the selection it is handed.
 * Entrance: `exportCases`, `readIndicators`, `packCase`.
 */
export {
  type Campaign,
  campaignOf,
  createCampaign,
  listCampaigns,
  summariseCampaign,
  tagWithCampaign,
} from './campaigns.ts';
export {
  noteArrival,
  packCase,
  readResult,
  sentCase,
  type TransferIssue,
  verifyPackage,
  verifyResult,
} from './case-package.ts';
export { type ExportOptions, exportCases, exportFormat } from './export-cases.ts';
export type { ExportContext } from './export-context.ts';
export { type Indicator, indicatorsFile, readIndicators } from './indicators.ts';
export type { CaseSelection } from './read-cases.ts';
export { csvOf } from './write-table.ts';
