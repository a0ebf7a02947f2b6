const TAG = /<\/?[a-z!][^<>]{0,2000}>/gi;
const ENTITY = /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}));?/gi;
const NAMED_ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as a person sees it: HTML tags and entities (appeals copied from web forms carry them) become spaces. */
export function stripHtml(text: string): string {
  let plain = text.includes('<') ? text.replace(TAG, ' ') : text;
  if (plain.includes('&')) {
    plain = plain.replace(ENTITY, (_, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED_ENTITIES[name.toLowerCase()] ?? ' ';
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '20', 16);
      return code >= 32 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    });
  }
  return plain;
}
