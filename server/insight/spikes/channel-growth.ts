import { WAVE_PARAMETERS } from './parameters.ts';

/** Counts of one series by channel, topic (as appeals carry it) and day, at (channel × topics + topic) × days + day. */
export interface ChannelCounts {
  channels: number;
  topics: number;
  days: number;
  counts: Int32Array;
}

/** One matter fills a few topics; a channel that grows fills all. So many topics with the largest surplus are left out. */
const LEFT_OUT = 3;
/** A channel's own mix of topics outweighs everybody's after so many appeals. */
const MIX_PRIOR = 60;
/** The mix is learnt as quickly as a new channel needs. */
const MIX_KEPT = 0.5 ** (1 / 14);
/** Surplus within so many deviations of a channel's usual day is chance. */
const DEVIATIONS = 1.5;
const LIFT_MAX = 20;
const USUAL_MIN = 0.05;

/**
 * By how much each topic is lifted on each day because a channel as a whole brings more than the levels remember: it was connected
 * last week, or grows. A channel's surplus over its level (of the same memory as the levels of cells, so that both catch up together)
 * is measured without the three topics that rose most, brought to the whole channel, and spread over topics by the channel's mix of
 * the days before. A day's lift knows that day's totals and earlier days, as common movement does.
 *
 * @param factor of each day's type over the region (DayPattern.factor)
 * @param nodes how many topics are watched; `countedBy[topic]` which of them count it
 * @returns at node × days + day; 1 = not at all
 */
export function channelLift(
  { channels, topics, days, counts }: ChannelCounts,
  factor: ArrayLike<number>,
  nodes: number,
  countedBy: readonly (readonly number[])[],
): Float32Array {
  const kept = 0.5 ** (1 / WAVE_PARAMETERS.levelHalfLife);
  const lift = new Float32Array(nodes * days).fill(1);
  const level = new Float64Array(channels * topics);
  const mix = new Float64Array(channels * topics);
  const mixTotal = new Float64Array(channels);
  const all = new Float64Array(topics);
  const surplus = new Float64Array(topics);
  const added = new Float64Array(topics);
  let allTotal = 0;
  let exposure = 0;
  for (let day = 0; day < days; day += 1) {
    added.fill(0);
    let any = false;
    for (let channel = 0; channel < channels && exposure > 0; channel += 1) {
      let due = 0;
      let total = 0;
      for (let topic = 0; topic < topics; topic += 1) {
        const at = channel * topics + topic;
        const usual = (level[at]! / exposure) * factor[day]!;
        surplus[topic] = counts[at * days + day]! - usual;
        due += usual;
        total += surplus[topic]!;
      }
      if (total <= 0) continue;
      const share = (topic: number) =>
        (mix[channel * topics + topic]! + (MIX_PRIOR * (all[topic]! + 0.01)) / (allTotal + 0.01 * topics)) /
        (mixTotal[channel]! + MIX_PRIOR);
      let rest = total;
      let restShare = 1;
      for (const topic of largest(surplus)) {
        rest -= surplus[topic]!;
        restShare -= share(topic);
      }
      const whole = rest / Math.max(0.3, restShare);
      const grown = whole - DEVIATIONS * Math.sqrt(Math.max(1, due + Math.max(0, whole)));
      if (grown <= 0) continue;
      any = true;
      for (let topic = 0; topic < topics; topic += 1) added[topic] = added[topic]! + grown * share(topic);
    }
    if (any) fillLift(day);
    exposure = exposure * kept + factor[day]!;
    allTotal *= kept;
    for (let topic = 0; topic < topics; topic += 1) all[topic] = all[topic]! * kept;
    for (let channel = 0; channel < channels; channel += 1) {
      mixTotal[channel] = mixTotal[channel]! * MIX_KEPT;
      for (let topic = 0; topic < topics; topic += 1) {
        const at = channel * topics + topic;
        const count = counts[at * days + day]!;
        level[at] = level[at]! * kept + count;
        mix[at] = mix[at]! * MIX_KEPT + count;
        mixTotal[channel] = mixTotal[channel]! + count;
        all[topic] = all[topic]! + count;
        allTotal += count;
      }
    }
  }
  return lift;

  function fillLift(day: number): void {
    const usual = new Float64Array(nodes);
    const more = new Float64Array(nodes);
    for (let topic = 0; topic < topics; topic += 1) {
      for (const node of countedBy[topic]!) {
        usual[node] = usual[node]! + (all[topic]! / exposure) * factor[day]!;
        more[node] = more[node]! + added[topic]!;
      }
    }
    for (let node = 0; node < nodes; node += 1)
      lift[node * days + day] = Math.min(LIFT_MAX, 1 + more[node]! / Math.max(USUAL_MIN, usual[node]!));
  }
}

/** Indices of the largest values, `LEFT_OUT` of them. */
function largest(values: Float64Array): number[] {
  const best: number[] = [];
  values.forEach((value, at) => {
    if (best.length === LEFT_OUT && value <= values[best.at(-1)!]!) return;
    best.push(at);
    best.sort((a, b) => values[b]! - values[a]!);
    if (best.length > LEFT_OUT) best.pop();
  });
  return best;
}
