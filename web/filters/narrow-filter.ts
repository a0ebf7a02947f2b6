import type { AppealFilterQuery, Topic } from '../../contract/index.ts';
import { chosen, NO_VALUE, withChosen } from './appeal-filter.ts';

export type RowKind = 'sector' | 'group' | 'topic';

/** Is `code` the topic `ancestor` or somewhere under it? */
export function isUnder(code: string, ancestor: string, topics: ReadonlyMap<string, Topic>): boolean {
  // The bound guards against a registry with a circle in it.
  for (let at: string | null = code, steps = 0; at !== null && steps < 20; steps++) {
    if (at === ancestor) return true;
    at = topics.get(at)?.parent ?? null;
  }
  return false;
}

/**
 * The filter of one row, column or cell of the matrix: the picture's own filter AND this row AND this municipality,
 * so that the list it opens counts what the cell says. `null` means «all rows» or «all municipalities»; the empty code is
 * the row or column of what has no value.
 */
export function narrowFilter(
  filter: AppealFilterQuery,
  place: { rowKind: RowKind; row: string | null; municipality: string | null; topicParent?: string | null },
  topics: ReadonlyMap<string, Topic>,
): AppealFilterQuery {
  let next = filter;
  if (place.rowKind === 'sector' && place.row) next = withChosen(next, 'sector', [place.row]);
  // A sector belongs to a topic: without the one there is no other.
  const topic =
    place.row === ''
      ? NO_VALUE
      : place.rowKind === 'sector'
        ? null
        : (place.row ?? place.topicParent ?? null);
  if (topic !== null) {
    const inside = chosen(filter, 'topic').filter((code) => isUnder(code, topic, topics));
    next = withChosen(next, 'topic', inside.length > 0 ? inside : [topic]);
  }
  if (place.municipality !== null) next = withChosen(next, 'municipality', [place.municipality || NO_VALUE]);
  return next;
}
