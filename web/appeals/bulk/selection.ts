/** Which rows are ticked, and from which one Shift stretches. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/**
 * The selection after a row's tick was pressed. With Shift everything from the row pressed before takes the state this row gets.
 *
 * @param order identifiers as they stand on the screen
 */
export function pressed(
  selection: Selection,
  id: string,
  stretch: boolean,
  order: readonly string[],
): Selection {
  const ids = new Set(selection.ids);
  const on = !ids.has(id);
  const from = stretch && selection.anchor !== null ? order.indexOf(selection.anchor) : -1;
  const to = order.indexOf(id);
  const range = from < 0 || to < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const each of range) {
    if (on) ids.add(each);
    else ids.delete(each);
  }
  return { ids, anchor: id };
}
