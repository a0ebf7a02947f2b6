import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../demo/random.ts';
import { type ChannelCounts, channelLift } from './channel-growth.ts';

const DAYS = 200;
const TOPICS = 40;
const countedBy = Array.from({ length: TOPICS }, (_, topic) => [topic]);

/** Two channels of a hundred a day each over forty topics, and what `more` adds. */
function channels(more: (channel: number, topic: number, day: number) => number): ChannelCounts {
  const random = seededRandom(5);
  const counts = new Int32Array(3 * TOPICS * DAYS);
  for (let channel = 0; channel < 3; channel += 1)
    for (let topic = 0; topic < TOPICS; topic += 1)
      for (let day = 0; day < DAYS; day += 1)
        counts[(channel * TOPICS + topic) * DAYS + day] = random.poisson(
          (channel < 2 ? 2.5 : 0) + more(channel, topic, day),
        );
  return { channels: 3, topics: TOPICS, days: DAYS, counts };
}
const liftOf = (counts: ChannelCounts) =>
  channelLift(counts, new Float64Array(DAYS).fill(1), TOPICS, countedBy);
const meanLift = (lift: Float32Array, day: number, but = -1) => {
  const own = countedBy.map((_, topic) => topic).filter((topic) => topic !== but);
  return own.reduce((sum, topic) => sum + lift[topic * DAYS + day]!, 0) / own.length;
};

describe('the lift of channels', () => {
  test('is none while nothing grows', () => {
    const lift = liftOf(channels(() => 0));
    for (let day = 60; day < DAYS; day += 1) expect(meanLift(lift, day)).toBeLessThan(1.05);
  });

  test('of one connected today is there on its first day, in every topic, and fades as levels learn', () => {
    const lift = liftOf(channels((channel, _, day) => (channel === 2 && day >= 150 ? 2.5 : 0)));
    expect(meanLift(lift, 149)).toBeLessThan(1.05);
    expect(meanLift(lift, 150)).toBeGreaterThan(1.25);
    expect(meanLift(lift, 150)).toBeLessThan(1.65);
    expect(meanLift(lift, 195)).toBeLessThan(meanLift(lift, 151));
  });

  test('is not raised by one matter, however many write of it', () => {
    const lift = liftOf(
      channels((channel, topic, day) => (channel === 0 && topic === 7 && day >= 180 ? 300 : 0)),
    );
    expect(meanLift(lift, 180, 7)).toBeLessThan(1.05);
    expect(lift[7 * DAYS + 180]!).toBeLessThan(1.2);
  });

  test('knows a day and those before it alone', () => {
    const cut = channels((channel, _, day) => (channel === 2 && day >= 150 ? 2.5 : 0));
    const whole = liftOf(cut);
    for (let at = 0; at < cut.counts.length; at += DAYS) cut.counts.fill(0, at + 170, at + DAYS);
    const past = liftOf(cut);
    for (let topic = 0; topic < TOPICS; topic += 1)
      expect(past.subarray(topic * DAYS, topic * DAYS + 170)).toEqual(
        whole.subarray(topic * DAYS, topic * DAYS + 170),
      );
  });
});
