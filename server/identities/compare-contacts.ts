import type { AuthorComparison } from '../../contract/identities.ts';
import { normalisePhone } from '../../contract/phone.ts';

/** What is known of an author through one case; names of things, not codes. */
export type Contacts = Record<AuthorComparison['rows'][number]['field'], string | null>;

const FIELDS = ['name', 'phone', 'email', 'channel', 'municipality', 'topic', 'address'] as const;

/** Field by field what two authors have alike and what not; equal however a number or a name is written. */
export function compareContacts(one: Contacts, other: Contacts): AuthorComparison['rows'] {
  return FIELDS.flatMap((field) => {
    const [a, b] = [one[field] || null, other[field] || null];
    if (a === null && b === null) return [];
    return [
      {
        field,
        one: a,
        other: b,
        same: a === null || b === null ? null : plain(field, a) === plain(field, b),
      },
    ];
  });
}

function plain(field: keyof Contacts, value: string): string {
  if (field === 'phone') return normalisePhone(value) ?? value.replace(/\D/g, '').slice(-10);
  return value.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}
