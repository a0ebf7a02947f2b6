import { type CaseAct, readForSplit, recordSplit } from '../casework/index.ts';
import type { RegionRuntime } from './region-runtime.ts';

/**
 * A part of an appeal becomes a case of its own with the same author, place and day of filing: triage decides about it afresh, the
 * two are linked, and the author's contacts go along. The key of the new message is made of the case and the text, so that a repeat
 * makes nothing new.
 *
 * @throws CaseConflict
 */
export async function splitCase(
  act: CaseAct,
  region: RegionRuntime,
  text: string,
): Promise<{ id: string; number: string }> {
  const { message, key } = await readForSplit(act, text);
  const registered = await region.intake.register({ ...message, externalId: key, text });
  if (registered instanceof Error) throw registered;
  await recordSplit(act, { id: registered.appealId, number: registered.number });
  return { id: registered.appealId, number: registered.number };
}
