/** What is needed to see that several appeals speak of one thing. */
export interface ClusterPoint {
  lat: number;
  lon: number;
  topic: string;
  /** YYYY-MM-DD. */
  day: string;
  state: 'open' | 'overdue' | 'closed';
}

export interface PointCluster {
  topic: string;
  lat: number;
  lon: number;
  count: number;
  open: number;
  from: string;
  to: string;
}

/** Farther from its nearest neighbour than this an appeal is about another place. */
const NEAR_M = 150;
/** Two may be chance. */
const CLUSTER_MIN = 3;
const METRES_A_DEGREE = 111_320;

/**
 * Clusters of one topic: points each of which has another within 150 m (single linkage), three or more. Points fall into squares of
 * that side, so that each is compared with its nine squares only.
 *
 * @returns the number of each point's cluster, or null, and the clusters, the biggest first
 */
export function clusterPoints(points: readonly ClusterPoint[]): {
  clusterOf: (number | null)[];
  clusters: PointCluster[];
} {
  const leader = points.map((_, at) => at);
  const leaderOf = (at: number): number => {
    let top = at;
    while (leader[top] !== top) top = leader[top]!;
    leader[at] = top;
    return top;
  };
  const squares = new Map<string, number[]>();
  const shrink = Math.cos(((points[0]?.lat ?? 0) * Math.PI) / 180);
  const metres = ({ lat, lon }: ClusterPoint) =>
    [lon * METRES_A_DEGREE * shrink, lat * METRES_A_DEGREE] as const;
  points.forEach((point, at) => {
    if (point.topic === '') return;
    const [x, y] = metres(point);
    const [column, row] = [Math.floor(x / NEAR_M), Math.floor(y / NEAR_M)];
    for (let dx = -1; dx <= 1; dx += 1)
      for (let dy = -1; dy <= 1; dy += 1)
        for (const other of squares.get(`${point.topic} ${column + dx} ${row + dy}`) ?? []) {
          const [ox, oy] = metres(points[other]!);
          if (Math.hypot(x - ox, y - oy) <= NEAR_M) leader[leaderOf(other)] = leaderOf(at);
        }
    const key = `${point.topic} ${column} ${row}`;
    const square = squares.get(key);
    if (square) square.push(at);
    else squares.set(key, [at]);
  });

  const members = new Map<number, number[]>();
  points.forEach((_, at) => {
    const top = leaderOf(at);
    members.set(top, [...(members.get(top) ?? []), at]);
  });
  const clusterOf: (number | null)[] = points.map(() => null);
  const big = [...members.values()]
    .filter((each) => each.length >= CLUSTER_MIN)
    .sort((a, b) => b.length - a.length);
  const clusters = big.map((each, number) => {
    for (const at of each) clusterOf[at] = number;
    return summary(each.map((at) => points[at]!));
  });
  return { clusterOf, clusters };
}

function summary(points: readonly ClusterPoint[]): PointCluster {
  const mean = (pick: (point: ClusterPoint) => number) =>
    Math.round((points.reduce((sum, point) => sum + pick(point), 0) / points.length) * 1e5) / 1e5;
  const days = points.map(({ day }) => day).sort();
  return {
    topic: points[0]!.topic,
    lat: mean(({ lat }) => lat),
    lon: mean(({ lon }) => lon),
    count: points.length,
    open: points.filter(({ state }) => state !== 'closed').length,
    from: days[0]!,
    to: days.at(-1)!,
  };
}
