export type Format = 'json' | 'xml';

export interface Written {
  contentType: string;
  body: string;
}

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** How an array is written in XML: its element and those of its items. */
const ITEM: Record<string, string> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/**
 * One answer in both formats of GeoReport v2: JSON as bare arrays with null for what is empty, XML under a root element with empty
 * elements for it.
 */
export function writeAnswer(root: string, value: Value, format: Format): Written {
  if (format === 'json')
    return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
  return {
    contentType: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}`,
  };
}

function element(name: string, value: Value): string {
  if (value === null || value === '') return `<${name}/>`;
  return `<${name}>${content(name, value)}</${name}>`;
}

function content(name: string, value: Value): string {
  if (Array.isArray(value)) return value.map((item: Value) => element(ITEM[name] ?? 'item', item)).join('');
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([key, inner]) => element(key, inner))
      .join('');
  return escapeXml(String(value));
}

/** Characters that XML 1.0 cannot hold are left out. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden in XML
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/** «services.json» → name and format; without a suffix the Accept header decides, XML is what the specification demands. */
export function splitSuffix(last: string, accept: string | undefined): { name: string; format: Format } {
  const [, name, suffix] = /^(.*?)(?:\.(json|xml))?$/.exec(last) ?? [];
  const asked = accept?.includes('application/json') ? 'json' : 'xml';
  return { name: name ?? last, format: (suffix as Format | undefined) ?? asked };
}
