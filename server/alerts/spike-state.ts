import type { SpikeState, SpikeVerdict } from '../../contract/spikes.ts';

/** Every state of a spike and the states a person may give it next. `found` takes a verdict back. */
export const NEXT_STATES: Record<SpikeState, readonly SpikeState[]> = {
  found: ['confirmed', 'false', 'known', 'assigned', 'over'],
  confirmed: ['found', 'false', 'known', 'assigned', 'over'],
  known: ['found', 'confirmed', 'false', 'assigned', 'over'],
  false: ['found', 'confirmed', 'known'],
  assigned: ['confirmed', 'assigned', 'over'],
  // The wave is over, a verdict may still be given: thresholds learn from it. Work may begin after it.
  over: ['found', 'confirmed', 'false', 'known', 'assigned', 'over'],
};

/** States that end by themselves when the wave does; what is assigned ends when a person says what came of it. */
export const ENDS_BY_ITSELF: readonly SpikeState[] = ['found', 'confirmed', 'known'];

export interface Standing {
  state: SpikeState;
  verdict: SpikeVerdict | null;
}

/** @returns state and verdict after the step, null when it is not allowed from here */
export function step(before: Standing, to: SpikeState): Standing | null {
  if (!NEXT_STATES[before.state].includes(to)) return null;
  const verdict: SpikeVerdict | null =
    to === 'found'
      ? null
      : to === 'confirmed' || to === 'false' || to === 'known'
        ? to
        : // Whoever assigns it takes it for real.
          to === 'assigned'
          ? 'confirmed'
          : before.verdict;
  const stays = before.state === 'over' && to !== 'assigned';
  return { state: stays ? 'over' : to, verdict };
}
