import type { AppealRow } from '../../contract/appeals.ts';

/** Columns of a list row, of `appeal a`. */
export const ROW_COLUMNS = `a.appeal_id, a.number, a.filed_at, a.channel, a.kind, a.status, a.triage, a.urgency, a.topic,
  a.municipality, a.organisation, a.due_at, left(a.text, 300) as excerpt`;

// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; its columns are ROW_COLUMNS above
export function toAppealRow(row: any): AppealRow {
  return {
    id: row.appeal_id,
    number: row.number,
    filedAt: row.filed_at.toISOString(),
    channel: row.channel,
    kind: row.kind,
    status: row.status,
    triage: row.triage,
    urgency: row.urgency,
    topic: row.topic,
    municipality: row.municipality,
    organisation: row.organisation,
    dueAt: row.due_at?.toISOString() ?? null,
    excerpt: row.excerpt.replace(/\s+/g, ' ').trim(),
  };
}
