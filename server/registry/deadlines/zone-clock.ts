/**
 * Local time of a zone as integer arithmetic. Intl.DateTimeFormat knows every change (Russia moved its clocks on
 * 2014‑10‑26, several regions in 2016, Volgograd in 2018 and 2020) but costs microseconds a call, so that the changes of
 * a zone are found once and kept; after that a conversion is a binary search over a handful of numbers.
 */
export interface ZoneClock {
  readonly timeZone: string;
  /** «Local milliseconds»: what a clock on the wall shows, written as if it were UTC. */
  toLocal(utcMs: number): number;
  /**
   * The moment the wall shows this. Shown twice (clocks put back): the first of the two. Never shown (clocks put
   * forward): the moment of the change, so that the order of local times is kept.
   */
  toUtc(localMs: number): number;
}

/** Outside these years a zone keeps the offset of the nearest end: appeals are not that old, nor due that late. */
const FROM_MS = Date.UTC(2012, 0, 1);
const UNTIL_MS = Date.UTC(2045, 0, 1);
/** No zone has changed its clocks twice within this time since 2012 (the shortest was Morocco's Ramadan, about 30 days). */
const STRIDE_MS = 10 * 86_400_000;

const clocks = new Map<string, ZoneClock>();

/** Clock of an IANA zone, found once for each name. Throws RangeError for a name Intl does not know. */
export function zoneClock(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = makeZoneClock(timeZone);
    clocks.set(timeZone, clock);
  }
  return clock;
}

function makeZoneClock(timeZone: string): ZoneClock {
  const { changes, offsets } = findChanges(timeZone);

  /** Number of changes at or before the moment = index of the offset in force. */
  const periodAt = (utcMs: number): number => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (changes[middle]! <= utcMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    timeZone,
    toLocal: (utcMs) => utcMs + offsets[periodAt(utcMs)]!,
    toUtc: (localMs) => {
      // Offsets lie within ±15 h, so that the right period is the one of the guess or a neighbour.
      let period = periodAt(localMs - offsets[periodAt(localMs)]!);
      // The earliest period whose wall shows the time: this also takes the first of two.
      while (period > 0 && localMs - offsets[period - 1]! < changes[period - 1]!) period -= 1;
      while (period < changes.length && localMs - offsets[period]! >= changes[period]!) period += 1;
      const utcMs = localMs - offsets[period]!;
      const start = period === 0 ? Number.NEGATIVE_INFINITY : changes[period - 1]!;
      return utcMs < start ? start : utcMs;
    },
  };
}

function findChanges(timeZone: string): { changes: number[]; offsets: number[] } {
  const offsetAt = offsetReader(timeZone);
  const changes: number[] = [];
  const offsets = [offsetAt(FROM_MS)];
  for (let at = FROM_MS; at < UNTIL_MS; at += STRIDE_MS) {
    const after = offsetAt(at + STRIDE_MS);
    if (after === offsets.at(-1)) continue;
    let low = at;
    let high = at + STRIDE_MS;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(middle) === after) high = middle;
      else low = middle;
    }
    changes.push(high);
    offsets.push(after);
  }
  return { changes, offsets };
}

/** Offset in milliseconds east of UTC, read from Intl; the process's own zone plays no part. */
function offsetReader(timeZone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (utcMs) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
    const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
    return local - Math.floor(utcMs / 1000) * 1000;
  };
}
