/** An alarm of some detector in some cell; `places` empty = the whole region. */
export interface Alarm {
  detector: 'waves' | 'scan';
  topic: number;
  places: readonly number[];
  /** Days as indices of the grid. */
  firstDay: number;
  day: number;
  excess: number;
  p: number;
  score: number;
}

/** Alarms of one cell that follow one another. */
export interface Wave extends Alarm {
  lastAlarmDay: number;
}

/** Alarms of one cell so close together are one wave. */
const SAME_WAVE_DAYS = 4;

/** @returns waves from the narrowest cell to the widest, so that each can be held against the narrower ones before it */
export function chainAlarms(alarms: readonly Alarm[], above: (topic: number) => readonly number[]): Wave[] {
  const waves: Wave[] = [];
  const latest = new Map<string, Wave>();
  for (const alarm of [...alarms].sort((a, b) => a.day - b.day)) {
    const cell = `${alarm.topic} ${alarm.places.join(',')}`;
    const wave = latest.get(cell);
    if (wave && alarm.firstDay <= wave.lastAlarmDay + SAME_WAVE_DAYS) {
      wave.firstDay = Math.min(wave.firstDay, alarm.firstDay);
      wave.lastAlarmDay = alarm.day;
      wave.score = Math.max(wave.score, alarm.score);
      wave.p = Math.min(wave.p, alarm.p);
    } else {
      const fresh = { ...alarm, lastAlarmDay: alarm.day };
      latest.set(cell, fresh);
      waves.push(fresh);
    }
  }
  const width = ({ places }: Wave) => (places.length === 0 ? Infinity : places.length);
  const depth = ({ topic }: Wave) => above(topic).length;
  return waves.sort((a, b) => width(a) - width(b) || depth(b) - depth(a) || a.firstDay - b.firstDay);
}

export interface Extent {
  topic: number;
  places: readonly number[];
  firstDay: number;
  lastDay: number;
  excess: number;
}

/** A wider cell is told only when the narrower waves inside it leave most of its excess unexplained. */
const EXPLAINED_MAX = 0.4;

/**
 * One wave shows in its topic, in the groups above, in the region and in the scan; a person is to be told of it once, by the
 * narrowest cell that carries it. A wider rise that is more than its parts stays.
 *
 * @param waves from the narrowest to the widest cell
 */
export function withoutExplained<T extends Extent>(
  waves: readonly T[],
  above: (topic: number) => readonly number[],
): T[] {
  const told: T[] = [];
  for (const wave of waves) {
    const explained = told
      .filter((each) => isWithin(each, wave, above))
      .reduce((sum, each) => sum + each.excess, 0);
    const covered = told.some((each) => isWithin(wave, each, above));
    if (!covered && explained < EXPLAINED_MAX * wave.excess) told.push(wave);
  }
  return told;
}

function isWithin(inner: Extent, outer: Extent, above: (topic: number) => readonly number[]): boolean {
  return (
    inner.firstDay <= outer.lastDay + 1 &&
    outer.firstDay <= inner.lastDay + 1 &&
    above(inner.topic).includes(outer.topic) &&
    (outer.places.length === 0 ||
      (inner.places.length > 0 && inner.places.every((place) => outer.places.includes(place))))
  );
}
