import type { HeatPoints } from '../../../contract/heat-map.ts';

type Point = HeatPoints['points'][number];

/** The gravest state of several: one overdue case makes the mark overdue. */
const GRAVITY: Record<Point['state'], number> = { closed: 0, open: 1, overdue: 2 };

/**
 * Cases joined under one become one mark with their number, where the lead lies, or the newest of them when the lead is elsewhere.
 * Nothing is lost: the numbers of all marks together are the points there were.
 *
 * @param leads the lead of each case that leads or follows, by identifier
 */
export function gatherJoined(points: readonly Point[], leads: ReadonlyMap<string, string>): Point[] {
  const marks = new Map<string, Point>();
  const gathered: Point[] = [];
  for (const point of points) {
    const lead = point.id === null ? undefined : leads.get(point.id);
    const mark = lead === undefined ? undefined : marks.get(lead);
    if (!mark) {
      const fresh = { ...point };
      gathered.push(fresh);
      if (lead !== undefined) marks.set(lead, fresh);
      continue;
    }
    mark.joined += point.joined;
    if (GRAVITY[point.state] > GRAVITY[mark.state]) mark.state = point.state;
    if (point.id === lead) Object.assign(mark, { id: point.id, lat: point.lat, lon: point.lon });
    mark.cluster ??= point.cluster;
  }
  return gathered;
}
