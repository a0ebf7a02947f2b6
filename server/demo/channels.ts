import type { Channel } from '../../contract/vocabulary.ts';
import { runningSums } from './random.ts';

type ChannelProfile = {
  channel: Channel;
  /** Share of the flow at the beginning and at the end of the period. */
  early: number;
  late: number;
  /** How often the channel is used for matters of health, against all others. */
  health: number;
  hours: Float64Array;
  /** Whether writers give their name. */
  named: number;
  /** Social channels: short, careless, unsigned. */
  casual: boolean;
  rated: number;
};

// Relative number of appeals by local hour, midnight first.
const OFFICE = runningSums([0, 0, 0, 0, 0, 0, 0, 1, 8, 14, 14, 12, 9, 11, 12, 11, 9, 5, 1, 0, 0, 0, 0, 0]);
const CALLS = runningSums([1, 1, 0.5, 0.5, 0.5, 1, 3, 7, 13, 13, 11, 9, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1]);
const EVENING = runningSums([
  2, 1, 0.6, 0.4, 0.4, 0.7, 2, 4, 6, 7, 7, 7, 8, 7, 6, 6, 7, 9, 10, 11, 11, 10, 7, 4,
]);
const DAY = runningSums([1, 0.5, 0.3, 0.3, 0.4, 1, 2, 5, 8, 10, 10, 9, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 4, 2]);

const profile = (
  channel: Channel,
  early: number,
  late: number,
  hours: Float64Array,
  { health = 1, named = 1, casual = false, rated = 0.1 } = {},
): ChannelProfile => ({ channel, early, late, hours, health, named, casual, rated });

// The federal platform grows, paper and e-mail shrink (e-mail stopped being a legal way in 2025), MAX appears.
export const CHANNEL_PROFILES: readonly ChannelProfile[] = [
  profile('pos', 0.23, 0.31, DAY, { rated: 0.28 }),
  profile('vk', 0.19, 0.16, EVENING, { named: 0.9, casual: true }),
  profile('incident', 0.12, 0.1, EVENING, { named: 0, casual: true, rated: 0.05 }),
  profile('telegram', 0.06, 0.06, EVENING, { named: 0.3, casual: true }),
  profile('ok', 0.06, 0.04, EVENING, { named: 0.9, casual: true }),
  profile('max', 0, 0.05, EVENING, { named: 0.4, casual: true }),
  profile('web', 0.06, 0.09, DAY, { rated: 0.22 }),
  profile('hotline', 0.1, 0.075, CALLS),
  profile('call122', 0.045, 0.035, CALLS, { health: 30 }),
  profile('mfc', 0.03, 0.03, OFFICE),
  profile('email', 0.035, 0.01, DAY),
  profile('paper', 0.035, 0.02, OFFICE),
  profile('monitoring', 0.03, 0.02, EVENING, { named: 0, casual: true, rated: 0 }),
];

/** Running sums over `CHANNEL_PROFILES` at a point of the period (0…1), for health topics or all others. */
export function channelSums(progress: number, isHealth: boolean): Float64Array {
  return runningSums(
    CHANNEL_PROFILES.map(({ early, late, health }) => {
      const share = early + (late - early) * progress;
      return isHealth ? share * health : health > 1 ? share * 0.1 : share;
    }),
  );
}
