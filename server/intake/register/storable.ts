/** PostgreSQL text holds neither NUL nor halves of surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** The same for every string and key inside a payload: one such character would refuse the whole batch. */
export function storableJson(payload: unknown): unknown {
  const text = JSON.stringify(payload);
  // Nearly every payload: only these escapes can stand for such a character.
  if (!/\\u(?:0000|d[89a-f])/.test(text)) return payload;
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'string') return storable(value);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), inner]));
  });
}
