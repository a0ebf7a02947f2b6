/** Follows «statuses.last.1» into nested values; undefined where the way ends. */
export function readValue(values: Record<string, unknown>, path: string): unknown {
  if (path in values) return values[path];
  let at: unknown = values;
  for (const step of path.split('.')) {
    if (Array.isArray(at)) at = step === 'last' ? at.at(-1) : at[Number(step)];
    else if (at !== null && typeof at === 'object') at = (at as Record<string, unknown>)[step];
    else return undefined;
  }
  return at;
}

/**
 * Text of a cell; '' for what is empty. «'» and «-» alone mean empty in office exports; «'» before a sign that would begin a formula
 * is put there by whoever exports with care and is not part of the text.
 */
export function readText(values: Record<string, unknown>, path: string | undefined): string {
  if (path === undefined) return '';
  const value = readValue(values, path);
  if (value === null || value === undefined) return '';
  const text = (value instanceof Date ? value.toISOString() : String(value)).trim();
  if (text === "'" || text === '-') return '';
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** The first of several fields that is not empty; '' when none is. */
export function firstText(
  values: Record<string, unknown>,
  paths: string | readonly string[] | undefined,
): string {
  return (
    [paths ?? []]
      .flat()
      .map((path) => readText(values, path))
      .find(Boolean) ?? ''
  );
}
