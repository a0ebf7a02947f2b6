/** What stands after «?» in the address bar. Values stay strings: codes such as «50701000» must not become numbers. */
export type AddressSearch = Record<string, string | undefined>;

/** «?a=1&b=x,y» → { a: '1', b: 'x,y' }. */
export function readAddress(text: string): AddressSearch {
  return Object.fromEntries(new URLSearchParams(text));
}

/** { a: '1', b: undefined } → «?a=1»; empty values disappear, commas and slashes stay readable. */
export function writeAddress(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');
  return text && `?${text}`;
}
