import type pg from 'pg';
import { withAncestors } from '../../registry/organisation-tree.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import type { Chain } from './approval-chain.ts';
import type { CaseRow } from './case-row.ts';
import { readChain } from './queries.ts';

/** The chain that an answer of this outcome to this case goes through; null where the region has set none for it. */
export function readChainOf(
  client: pg.ClientBase | pg.Pool,
  registry: RegionRegistry,
  row: Pick<CaseRow, 'topic' | 'organisation'>,
  outcome: string,
): Promise<Chain | null> {
  const path =
    row.topic && registry.taxonomy.byCode.has(row.topic) ? pathOf(row.topic, registry.taxonomy) : [];
  return readChain(
    client,
    registry.code,
    withAncestors(row.organisation, registry.organisations),
    path.map((topic) => topic.code),
    outcome,
  );
}
