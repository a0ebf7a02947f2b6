/**
 * Files of appeals into the region: CSV, JSONL, XLSX, also .gz.
 * Invariant: every row is either registered, already there, or in the reject file with its reason; a repeat adds nothing, and an
 * interrupted import is finished by repeating it.
 * Entrance: `importFile`; what a file's columns mean: `ImportMapping`.
 */

export type { ImportOptions, ImportProgress, ImportResult } from './import-file.ts';
export { importFile } from './import-file.ts';
export { ImportMapping, profileNames, readMapping, readProfile } from './mapping.ts';
export type { FileScan } from './scan-file.ts';
export { scanFile } from './scan-file.ts';
