interface Node {
  code: string;
  parent: string | null;
}

/** These bodies and everything under them. Parents form no cycle (checked on loading), and the tree is a few levels deep. */
export function withDescendants(
  roots: readonly string[],
  organisations: ReadonlyMap<string, Node>,
): string[] {
  const inside = new Set(roots);
  for (let grown = true; grown; ) {
    grown = false;
    for (const organisation of organisations.values()) {
      if (organisation.parent === null || !inside.has(organisation.parent) || inside.has(organisation.code))
        continue;
      inside.add(organisation.code);
      grown = true;
    }
  }
  return [...inside];
}

/** A body, then the one over it, up to the root. */
export function withAncestors(code: string, organisations: ReadonlyMap<string, Node>): string[] {
  const line: string[] = [];
  for (
    let at: string | null = code;
    at !== null && !line.includes(at);
    at = organisations.get(at)?.parent ?? null
  )
    line.push(at);
  return line;
}
